"""Files in a bucket of an S3 store: Amazon's, or any that speaks as it does."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from openluban.foundation.files.address import S3Address
from openluban.foundation.files.errors import FilesUnavailable
from openluban.foundation.files.parts import Kept, Parts, digest_of

_IN_PARTS = TransferConfig(
    multipart_threshold=1 << 24, multipart_chunksize=1 << 23, use_threads=False
)
_ABSENT = {"404", "NoSuchKey", "NotFound"}
_MARK = "sha256"
_CONFIG = {
    "connect_timeout": 3,
    "read_timeout": 20,
    "retries": {"mode": "standard", "total_max_attempts": 3},
    # Newer kinds of checksums are unknown to many stores; the signature covers every byte sent.
    "request_checksum_calculation": "when_required",
    "response_checksum_validation": "when_required",
}


class S3Store:
    """Keeps each file as an object of a bucket; the store lets it be seen whole or not at all."""

    def __init__(self, address: S3Address) -> None:
        self._bucket, self._prefix = address.bucket, address.prefix
        style = "path" if address.endpoint else "auto"
        signing = {"addressing_style": style, "payload_signing_enabled": True}
        # A session of its own: that which boto3 shares is not made for threads.
        self._client = boto3.session.Session().client(
            "s3",
            endpoint_url=address.endpoint or None,
            region_name=address.region or None,
            aws_access_key_id=address.key or None,
            aws_secret_access_key=address.secret or None,
            config=Config(s3=signing, **_CONFIG),
        )

    def put(self, name: str, file: IO[bytes]) -> None:
        """Put a file there whole, unless it is there just so.

        :raises FilesUnavailable: the store does not take it
        """
        digest, size = digest_of(file)
        with _told():
            known = self._head(name)
            if known and (known["ContentLength"], known["Metadata"].get(_MARK)) == (size, digest):
                return
            self._client.upload_fileobj(
                _Open(file),
                self._bucket,
                self._prefix + name,
                ExtraArgs={"Metadata": {_MARK: digest}},
                Config=_IN_PARTS,
            )

    def find(self, name: str) -> Kept | None:
        """Return what is kept under a name, None if nothing is.

        :raises FilesUnavailable: the store does not say
        """
        with _told():
            known = self._head(name)
        return Kept(name, known["ContentLength"], known["ETag"]) if known else None

    def parts(self, kept: Kept, first: int = 0, last: int | None = None) -> Parts:
        """Open a file, or what lies between two of its bytes, both of them included.

        :raises FilesUnavailable: the store does not give it, or another than was found
        """
        end = kept.size - 1 if last is None else last
        asked = {"Bucket": self._bucket, "Key": self._prefix + kept.name, "IfMatch": kept.mark}
        if (first, end) != (0, kept.size - 1):
            asked["Range"] = f"bytes={first}-{end}"
        with _told():
            return Parts(_Body(self._client.get_object(**asked)["Body"]), end - first + 1)

    @contextmanager
    def lent(self, kept: Kept) -> Iterator[Path]:
        """Give a place on this disk where the file can be read meanwhile.

        :raises FilesUnavailable: the store does not give it
        """
        with tempfile.NamedTemporaryFile(suffix=Path(kept.name).suffix) as copy:
            copy.writelines(self.parts(kept))
            copy.flush()
            yield Path(copy.name)

    def everything(self) -> Iterator[Kept]:
        """Yield all that is kept, in the order of names.

        :raises FilesUnavailable: the store does not say
        """
        pages = self._client.get_paginator("list_objects_v2")
        with _told():
            for page in pages.paginate(Bucket=self._bucket, Prefix=self._prefix):
                for each in page.get("Contents", ()):
                    name = each["Key"].removeprefix(self._prefix)
                    yield Kept(name, each["Size"], each["ETag"])

    def check(self) -> None:
        """Look whether the bucket is there and lets us in.

        :raises FilesUnavailable: it is not, or does not
        """
        with _told():
            self._client.head_bucket(Bucket=self._bucket)

    def _head(self, name: str) -> Any:
        try:
            return self._client.head_object(Bucket=self._bucket, Key=self._prefix + name)
        except ClientError as fault:
            if fault.response["Error"]["Code"] in _ABSENT:
                return None
            raise


class _Body:
    """What comes from the store, whose faults on the way are told as all others."""

    def __init__(self, body: Any) -> None:
        self._body = body

    def read(self, size: int, /) -> bytes:
        with _told():
            return bytes(self._body.read(size))

    def close(self) -> None:
        self._body.close()


class _Open:
    """A file that stays open: what sends files closes them."""

    def __init__(self, file: IO[bytes]) -> None:
        self.read, self.seek, self.tell = file.read, file.seek, file.tell

    def close(self) -> None:
        """Leave it open."""


@contextmanager
def _told() -> Iterator[None]:
    """Say in a sentence what the store or the way to it refuses."""
    try:
        yield
    except ClientError as fault:
        raise FilesUnavailable(why=_safe(fault.response["Error"]["Code"])) from fault
    except (BotoCoreError, OSError) as fault:
        raise FilesUnavailable(why=type(fault).__name__) from fault


def _safe(code: object) -> str:
    return "".join(sign for sign in str(code) if sign.isalnum())[:60]
