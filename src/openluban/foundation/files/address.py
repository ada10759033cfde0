"""What ``STORAGE_URL`` says: where files are kept if not in the data folder."""

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit

_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", re.ASCII)
_PREFIX = re.compile(r"(?:[\w-][\w.-]{0,99}/){0,8}", re.ASCII)
_REGION = re.compile(r"[a-z0-9-]{0,40}", re.ASCII)
_OPTIONS = {"endpoint", "region"}


class UnfitAddress(ValueError):
    """The address of a store cannot be understood; it says why, and tells no secret."""


@dataclass(frozen=True, slots=True)
class S3Address:
    """A place in an S3 store. ``prefix`` is empty or ends in a slash.

    Without ``endpoint`` it is Amazon's own; without ``key`` the usual places that boto3 reads
    tell who asks: ``AWS_ACCESS_KEY_ID``, its files, the role of the machine.
    """

    bucket: str
    prefix: str = ""
    endpoint: str = ""
    region: str = ""
    key: str = field(default="", repr=False)
    secret: str = field(default="", repr=False)


def read_address(url: str) -> S3Address | None:
    """Read ``s3://KEY:SECRET@bucket/prefix?endpoint=https://host&region=name``; None if empty.

    Key and secret, prefix and what follows the question mark may be left out.

    :raises UnfitAddress: it is something else
    """
    if not url:
        return None
    try:
        parts = urlsplit(url)
        options = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
        address = S3Address(
            bucket=(parts.netloc.rpartition("@")[2]),
            prefix=f"{parts.path.strip('/')}/".removeprefix("/"),
            endpoint=options.get("endpoint", "").rstrip("/"),
            region=options.get("region", ""),
            key=unquote(parts.username or ""),
            secret=unquote(parts.password or ""),
        )
        is_web = not address.endpoint or _is_web(address.endpoint)
    except ValueError:
        message = "STORAGE_URL cannot be read as an address"
        raise UnfitAddress(message) from None
    found = {
        "begin with s3://": parts.scheme == "s3",
        "name a bucket, as in s3://bucket": bool(_BUCKET.fullmatch(address.bucket)),
        "have a plain prefix after the bucket": bool(_PREFIX.fullmatch(address.prefix)),
        "have an endpoint that begins with https:// or http://": is_web,
        "have a plain region": bool(_REGION.fullmatch(address.region)),
        "have both key and secret, or neither": bool(address.key) == bool(address.secret),
        "have no other options than endpoint and region": options.keys() <= _OPTIONS,
    }
    for rule, holds in found.items():
        if not holds:
            message = f"STORAGE_URL must {rule}"
            raise UnfitAddress(message)
    return address


def _is_web(endpoint: str) -> bool:
    parts = urlsplit(endpoint)
    plain = not (parts.query or parts.fragment or parts.username)
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and plain
