"""The packs that were made."""

from collections.abc import Sequence

from openluban.kernel.refusals import NotFound
from openluban.teaching.library.public import Resource, State, UnitRow
from openluban.teaching.packs.checking import read_envelope
from openluban.teaching.packs.formats.sources import opened
from openluban.teaching.packs.keeping import place_of
from openluban.teaching.packs.models import Pack
from openluban.teaching.packs.queries.course import the_resource
from openluban.teaching.packs.rules.manifest import Manifest

MOST_SHOWN = 30


def the_pack(sha256: str) -> tuple[Pack, Resource]:
    """Return a made pack whose file is there, and its resource, which the public sees; two queries.

    :raises NotFound: there is none
    """
    pack = Pack.objects.filter(sha256=sha256).first() if "\0" not in sha256 else None
    if pack is None or not place_of(pack.sha256).is_file():
        raise NotFound(pack=sha256[:64])
    return pack, the_resource(pack.resource_key)


def packs_of(resource: Resource) -> list[Pack]:
    """Return the packs of a resource, the newest first; one query."""
    return list(
        Pack.objects.filter(resource_key=resource.key).order_by("-made_at", "-pk")[:MOST_SHOWN]
    )


def manifest_of(pack: Pack) -> Manifest:
    """Return the manifest that lies in a pack.

    :raises PackUnfit: the file was altered on this disk
    """
    with opened(place_of(pack.sha256)) as source:
        return read_envelope(source).manifest


def outdated_of(packs: Sequence[Pack], units: Sequence[UnitRow]) -> set[str]:
    """Return the file digests of packs since which texts in their languages were published."""
    published = [
        (row.language, row.published_at.replace(microsecond=0))
        for unit in units
        for row in unit.texts.rows
        if row.state == State.PUBLISHED and row.published_at is not None
    ]
    return {
        pack.sha256
        for pack in packs
        if any(language in pack.languages and at > pack.as_at for language, at in published)
    }
