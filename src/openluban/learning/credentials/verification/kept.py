"""Bundles that were taken over: files in the data folder, so that no link is needed later."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from openluban.learning.credentials.formats.refusals import Unfit
from openluban.learning.credentials.verification.bundle import Bundle, read_bundle
from openluban.learning.credentials.verification.trust import Trust

ENDING = ".luban-trust"
MOST_KEPT = 50


def take_bundle(folder: Path, data: bytes, *, signed_by: str) -> Bundle:
    """Keep a bundle; an older one by the same key is replaced.

    :raises Unfit: it is none, by another key, or older than the one that is kept
    """
    found = read_bundle(data, signed_by=signed_by)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    place = folder / f"{found.signed_by}{ENDING}"
    if place.exists() and read_bundle(place.read_bytes()).made_at > found.made_at:
        raise Unfit("older_bundle", _("A newer bundle by the same key is kept already."))
    fresh = place.with_suffix(".new")
    fresh.write_bytes(data)
    fresh.replace(place)
    return found


def kept_bundles(folder: Path) -> list[Bundle]:
    """Return the bundles that are kept; one that is damaged is left out."""
    found = []
    for place in sorted(folder.glob(f"*{ENDING}"))[:MOST_KEPT]:
        stat = place.stat()
        read = _read(str(place), stat.st_mtime_ns, stat.st_size)
        if read:
            found.append(read)
    return found


@lru_cache(maxsize=MOST_KEPT)
def _read(place: str, _changed: int, _size: int) -> Bundle | None:
    path = Path(place)
    try:
        return read_bundle(path.read_bytes(), signed_by=path.name.removesuffix(ENDING))
    except (Unfit, OSError):
        return None


def together(own: Trust, bundles: Iterable[Bundle], *, at: datetime) -> Trust:
    """Return all that is trusted as one: ourselves first, of a list the copy seen last."""
    issuers, lists = dict(own.issuers), dict(own.lists)
    for bundle in bundles:
        for did, issuer in bundle.trust.issuers.items():
            issuers.setdefault(did, issuer)
        for url, copy in bundle.trust.lists.items():
            known = lists.get(url)
            # Of our own lists nobody has a newer one than we.
            if url not in own.lists and (known is None or known.seen_at < copy.seen_at):
                lists[url] = copy
    return Trust(issuers=issuers, lists=lists, made_at=own.made_at or at, made_by=own.made_by)
