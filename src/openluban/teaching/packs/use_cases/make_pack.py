"""Making a pack that everybody can fetch."""

from datetime import datetime
from tempfile import SpooledTemporaryFile

from django.db import transaction

from openluban.foundation.history.recording import Deed, record
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotAllowed
from openluban.teaching.packs.building import Built, built_pack
from openluban.teaching.packs.errors import TooMuchFilm
from openluban.teaching.packs.formats.zips import write_zip
from openluban.teaching.packs.keeping import keep
from openluban.teaching.packs.models import Pack
from openluban.teaching.packs.policies import may_make
from openluban.teaching.packs.queries.course import the_resource
from openluban.teaching.packs.queries.made import manifest_of, the_pack
from openluban.teaching.packs.rules.manifest import FILM
from openluban.teaching.packs.rules.wishes import Wish

MOST_FILM = 500
"""Megabytes of films in a pack that is made by a page; the command takes any."""
_MEGABYTE = 1_000_000
_IN_MEMORY = 1 << 23
"""How much of a pack lies in memory while it is made; more lies in a temporary file."""


def make_pack(
    *, resource_key: str, wish: Wish, since: str = "", actor: Actor, at: datetime
) -> Pack:
    """Make a pack and keep it; ``since`` is the SHA-256 of a kept pack that a delta leads on from.

    The file is kept before anybody is told of it; what was made before in just this way is
    returned, and nothing is made again.

    :raises NotAllowed: the actor makes no packs
    :raises NotFound: there is no such resource, or no such pack before
    :raises TooMuchFilm: its films are too large for making it while somebody waits
    :raises Refusal: as ``built_pack``
    """
    if not may_make(actor):
        raise NotAllowed
    resource = the_resource(resource_key)
    before = manifest_of(the_pack(since)[0]) if since else None
    built = built_pack(resource, wish, before)
    if sum(file.size for file in built.files if file.part == FILM) > MOST_FILM * _MEGABYTE:
        raise TooMuchFilm(limit=MOST_FILM)
    with SpooledTemporaryFile(_IN_MEMORY) as file:
        write_zip(file, built.everything())
        sha256, size = keep(file)
    with transaction.atomic():
        pack, is_new = Pack.objects.get_or_create(
            sha256=sha256, defaults=_columns(built, size, actor, at)
        )
        if is_new:
            short = pack.digest.removeprefix("sha256:")[:12]
            made = (None, f"{', '.join(pack.languages)} {short}")
            record(Deed("packs.made", "library", resource.key, {"pack": made}), actor=actor, at=at)
    return pack


def _columns(built: Built, size: int, actor: Actor, at: datetime) -> dict[str, object]:
    manifest = built.manifest
    return {
        "resource_key": manifest.resource,
        "digest": manifest.digest,
        "since": manifest.before,
        "size": size,
        "files": len(built.files),
        "languages": list(manifest.languages),
        "pictures": manifest.pictures,
        "films": manifest.films,
        "as_at": datetime.fromisoformat(manifest.as_at),
        "made_at": at,
        "made_by": actor.key,
    }
