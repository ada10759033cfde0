"""Files that wait between the preview of an import and its word "apply".

They lie in the data folder under a random name, readable by the server alone, and are given only
to who brought them, for the register they were brought for, and for a day.
"""

import json
import os
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from openluban.kernel.refusals import NotFound

KEPT_FOR = timedelta(days=1)
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}", re.ASCII)
_TOKEN_BYTES = 24


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that waits: where it lies, whose it is, what it is for, its name as it came."""

    path: Path
    account: str
    register: str
    filename: str


def keep_upload(
    parts: Iterable[bytes], *, account: str, register: str, filename: str, at: datetime
) -> str:
    """Keep a file and return the token that finds it again; what has expired is thrown away."""
    folder = _folder()
    _throw_away(folder, at)
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    path = folder / token
    _write(path, parts)
    told = {"account": account, "register": register, "filename": filename[:200]}
    told["until"] = (at + KEPT_FOR).isoformat()
    _write(path.with_suffix(".json"), [json.dumps(told).encode()])
    return token


def find_upload(token: str, *, account: str, register: str, at: datetime) -> Upload:
    """Return the file that waits under a token.

    :raises NotFound: there is none, it has expired, or it is not this account's and register's
    """
    folder = _folder()
    _throw_away(folder, at)
    path = folder / token
    if not _TOKEN.fullmatch(token) or not path.with_suffix(".json").exists():
        raise NotFound
    told = json.loads(path.with_suffix(".json").read_text())
    upload = Upload(path, told["account"], told["register"], told["filename"])
    is_theirs = upload.account == account and upload.register == register
    if not is_theirs or datetime.fromisoformat(told["until"]) <= at:
        raise NotFound
    return upload


def forget_upload(upload: Upload) -> None:
    """Throw a file away that was applied."""
    upload.path.with_suffix(".json").unlink(missing_ok=True)
    upload.path.unlink(missing_ok=True)


def _folder() -> Path:
    folder = Path(settings.LUBAN_HOME) / "imports"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _write(path: Path, parts: Iterable[bytes]) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        for part in parts:
            file.write(part)


def _throw_away(folder: Path, at: datetime) -> None:
    oldest = (at - KEPT_FOR).timestamp()
    for path in folder.iterdir():
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
