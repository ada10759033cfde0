"""The packs that were made."""

from collections.abc import Mapping, Sequence

from openluban.foundation.files.parts import Kept
from openluban.foundation.files.stores import the_store
from openluban.kernel.refusals import NotFound
from openluban.teaching.library.public import Film, Resource, State, UnitRow, newest_film
from openluban.teaching.packs.checking import read_envelope
from openluban.teaching.packs.formats.sources import opened
from openluban.teaching.packs.keeping import name_of
from openluban.teaching.packs.models import Pack
from openluban.teaching.packs.queries.course import the_resource
from openluban.teaching.packs.rules.manifest import Manifest

MOST_SHOWN = 30


def the_pack(sha256: str) -> tuple[Pack, Resource]:
    """Return a made pack whose file is there, and its resource, which the public sees; two queries.

    :raises NotFound: there is none
    """
    pack = Pack.objects.filter(sha256=sha256).first() if "\0" not in sha256 else None
    if pack is None or the_store().find(name_of(pack.sha256)) is None:
        raise NotFound(pack=sha256[:64])
    return pack, the_resource(pack.resource_key)


def packs_of(resource: Resource) -> list[Pack]:
    """Return the packs of a resource, the newest first; one query."""
    return list(
        Pack.objects.filter(resource_key=resource.key).order_by("-made_at", "-pk")[:MOST_SHOWN]
    )


def manifest_of(pack: Pack) -> Manifest:
    """Return the manifest that lies in a pack.

    :raises NotFound: the file is lost
    :raises PackUnfit: the file was altered where it is kept
    """
    with the_store().lent(file_of(pack)) as place, opened(place) as source:
        return read_envelope(source).manifest


def file_of(pack: Pack) -> Kept:
    """Return the file of a pack.

    :raises NotFound: it is lost
    """
    kept = the_store().find(name_of(pack.sha256))
    if kept is None:
        raise NotFound(pack=pack.sha256)
    return kept


def outdated_of(
    packs: Sequence[Pack], units: Sequence[UnitRow], films: Mapping[int, Sequence[Film]]
) -> set[str]:
    """Return the file digests of packs since which texts in their languages were published.

    ``films`` are the public ones by unit: a newer one counts in each language the unit is in.
    """
    published = [
        (row.language, moment.replace(microsecond=0))
        for unit in units
        for row in unit.texts.rows
        if row.state == State.PUBLISHED
        for moment in (row.published_at, newest_film(films.get(unit.pk, ())))
        if moment is not None
    ]
    return {
        pack.sha256
        for pack in packs
        if any(language in pack.languages and at > pack.as_at for language, at in published)
    }
