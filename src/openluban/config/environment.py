"""Reads the environment, and refuses to start on what it does not understand."""

import contextlib
import importlib.util
import os
import secrets
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from openluban.foundation.files.address import S3Address, UnfitAddress, read_address


class UnfitEnvironment(RuntimeError):
    """A setting from outside has a value that OpenLuban does not understand."""


def home() -> Path:
    """Return the data folder (``LUBAN_HOME``, else ``./home``), which is made if absent."""
    folder = Path(os.environ.get("LUBAN_HOME") or "home").expanduser().resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def flag(name: str, *, default: bool = False) -> bool:
    """Read a switch: 1, true, yes, on or 0, false, no, off."""
    words = os.environ.get(name, "").strip().lower()
    if not words:
        return default
    if words in {"1", "true", "yes", "on"}:
        return True
    if words in {"0", "false", "no", "off"}:
        return False
    message = f"{name} must be one of 1, true, yes, on, 0, false, no, off; it is {words!r}"
    raise UnfitEnvironment(message)


def words(name: str, default: str = "") -> list[str]:
    """Read a list separated by commas."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def whole_number(name: str, default: int) -> int:
    """Read a whole number that is not negative."""
    given = os.environ.get(name, "").strip() or str(default)
    if not given.isascii() or not given.isdecimal():
        message = f"{name} must be a whole number; it is {given!r}"
        raise UnfitEnvironment(message)
    return int(given)


def given_secret() -> str:
    """Return the secret that is given from outside (``LUBAN_SECRET_KEY``), or ``""``."""
    return os.environ.get("LUBAN_SECRET_KEY", "").strip()


def secret_key(folder: Path) -> str:
    """Return the key that signs sign-ins, made on first use and kept in the data folder."""
    if given := given_secret():
        return given
    place = folder / "secret-key"
    if not place.exists():
        descriptor, fresh = tempfile.mkstemp(prefix=".secret-key-", dir=folder)
        with os.fdopen(descriptor, "w") as kept:
            kept.write(secrets.token_urlsafe(48))
        # Two processes may come first: the first link counts, and it is never half written.
        with contextlib.suppress(FileExistsError):
            os.link(fresh, place)
        Path(fresh).unlink()
    return place.read_text().strip()


def database(folder: Path) -> dict[str, Any]:
    """Read ``DATABASE_URL``: ``postgres://user:password@host:port/name`` or ``sqlite:///path``.

    Without it, a SQLite file in the data folder.
    """
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        return _sqlite(str(folder / "luban.sqlite3"))
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(parts.path if parts.path.startswith("//") is False else parts.path[1:])
    if parts.scheme in {"postgres", "postgresql"}:
        options = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": options,
        }
    message = (
        f"DATABASE_URL must begin with postgres:// or sqlite://; it begins with {parts.scheme!r}"
    )
    raise UnfitEnvironment(message)


def content_origin(site: str, hosts: Sequence[str]) -> str:
    """Read ``LUBAN_CONTENT_ORIGIN``: scheme, host and port, of a host that is not the site's."""
    given = os.environ.get("LUBAN_CONTENT_ORIGIN", "").strip().rstrip("/").lower()
    if not given:
        return ""
    parts = urlsplit(given)
    host = parts.hostname or ""
    if parts.scheme not in {"http", "https"} or not host or given != _origin(parts):
        message = f"LUBAN_CONTENT_ORIGIN must be like https://content.example; it is {given!r}"
        raise UnfitEnvironment(message)
    if host == urlsplit(site).hostname or host in hosts or "*" in hosts:
        message = "LUBAN_CONTENT_ORIGIN must have a host of its own, where the site is not served"
        raise UnfitEnvironment(message)
    if site.startswith("https://") and parts.scheme != "https":
        message = "LUBAN_CONTENT_ORIGIN must be https:// as the site is"
        raise UnfitEnvironment(message)
    return given


def _origin(parts: SplitResult) -> str:
    return f"{parts.scheme}://{parts.netloc}"


def storage() -> S3Address | None:
    """Read ``STORAGE_URL``: ``s3://bucket/prefix?endpoint=https://host``; None: the data folder."""
    try:
        address = read_address(os.environ.get("STORAGE_URL", "").strip())
    except UnfitAddress as unfit:
        raise UnfitEnvironment(str(unfit)) from None
    if address is not None and importlib.util.find_spec("boto3") is None:
        message = (
            "STORAGE_URL names an S3 store, for which the package boto3 is missing; "
            "install OpenLuban with its extra: pip install '.[s3]'"
        )
        raise UnfitEnvironment(message)
    return address


def _sqlite(path: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
                "PRAGMA cache_size=-65536; PRAGMA mmap_size=2147418112; PRAGMA temp_store=MEMORY;"
                # What is deleted is overwritten: a destroyed key lies nowhere in the file.
                "PRAGMA secure_delete=ON;"
            ),
        },
    }
