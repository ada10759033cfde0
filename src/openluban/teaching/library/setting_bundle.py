"""The leaves of a whole resource as a document: one sheet for all units, then the new leaves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from openluban.foundation.documents.document import Block, Document, Heading, Paragraph, Table, Text
from openluban.foundation.documents.document import Leaf as LeafBreak
from openluban.kernel.numerals import format_day
from openluban.teaching.library.formats.documents import Data, blocks_of
from openluban.teaching.library.keeping import image_data
from openluban.teaching.library.models import Resource
from openluban.teaching.library.queries.bundles import UnitLeaves
from openluban.teaching.library.wording import edition_words, exchange_cells, leaf_words


@dataclass(frozen=True, slots=True)
class AboutBundle:
    """What the file says beside the leaves; ``span`` is from where to where one comes."""

    resource: Resource
    language: str
    day: date
    url: str
    span: str
    data: Data = field(default=image_data)

    @property
    def name(self) -> str:
        """Return what the resource is called in the file's language."""
        return self.resource.name.best(self.language)[1] or str(self.resource.key)


def bundle_document(about: AboutBundle, found: Sequence[UnitLeaves]) -> Document:
    """Return the sheet that says for every unit what to take out and put in, and the new leaves."""
    with translation.override(about.language):
        title = _("Leaves to exchange: %(unit)s") % {"unit": about.name}
        rights = " · ".join(
            filter(None, (about.name, about.resource.rights, about.resource.credit))
        )
        blocks: list[Block] = [
            Heading(1, (Text(title),)),
            Paragraph((Text(about.span),)),
            *_sheet(found, about.language),
            Paragraph((Text(f"{rights} · "), Text(about.url, url=about.url))),
        ]
        for each in found:
            blocks += _new_leaves(each, about)
        day = format_day(about.day.isoformat(), about.language)
        return Document(title, about.language, about.day, day, tuple(blocks), (), about.span)


def _sheet(found: Sequence[UnitLeaves], language: str) -> Iterable[Block]:
    heads = (pgettext("of a resource", "Unit"), _("In the folder"), _("Published"), _("Leaves"))
    yield _table(heads, [_unit_cells(each, language) for each in found])
    lines = [cells for each in found if each.leaves for cells in exchange_cells(each.leaves)]
    if not lines:
        yield Paragraph((Text(_("No leaf has changed."), strong=True),))
        return
    yield _table((_("Leaf"), _("Take out"), _("Put in")), lines)


def _unit_cells(each: UnitLeaves, language: str) -> tuple[str, ...]:
    name = each.unit.name.best(language)[1] or each.unit.key
    count = str(len(each.leaves.exchanges)) if each.leaves else "—"
    title = f"{each.unit.position}. {name}"
    return (title, edition_words(each.since), edition_words(each.version), count)


def _new_leaves(each: UnitLeaves, about: AboutBundle) -> Iterable[Block]:
    leaves = each.leaves
    if leaves is None:
        return
    name = each.unit.name.best(about.language)[1] or each.unit.key
    for leaf, stretch in leaves.to_print:
        edge = leaf_words(leaf.version, leaves.published_at[leaf.version])
        yield LeafBreak(leaves.printed(leaf.label), name, edge)
        yield from blocks_of(stretch.nodes, about.data)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    return Table(
        tuple((Text(head),) for head in heads),
        tuple(tuple((Text(cell),) for cell in row) for row in rows),
        ("left",) * len(heads),
    )
