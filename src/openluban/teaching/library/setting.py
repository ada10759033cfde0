"""A unit as a document: one version, two languages beside each other, or leaves to exchange."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from openluban.foundation.documents.document import (
    Block,
    Document,
    Heading,
    Paragraph,
    Quote,
    SideBySide,
    Table,
    Text,
)
from openluban.foundation.documents.document import Leaf as LeafBreak
from openluban.kernel.numerals import format_day
from openluban.teaching.library.formats.documents import Data, blocks_of, clause_blocks
from openluban.teaching.library.keeping import image_data
from openluban.teaching.library.leaves import Leaf
from openluban.teaching.library.markup.parsing import parsed
from openluban.teaching.library.models import Unit
from openluban.teaching.library.queries.beside import Beside, Line
from openluban.teaching.library.queries.leaves import Leaves
from openluban.teaching.library.queries.texts import TextRow
from openluban.teaching.library.rules import Stale
from openluban.teaching.library.wording import (
    STATE_WORDS,
    exchange_cells,
    leaf_words,
    mark_words,
    side_label,
    stale_words,
)


@dataclass(frozen=True, slots=True)
class About:
    """What a file says beside the text: the unit, its language, the day and the full address."""

    unit: Unit
    language: str
    day: date
    url: str
    data: Data = field(default=image_data)

    @property
    def name(self) -> str:
        """Return what the unit is called in the file's language."""
        return self.unit.name.best(self.language)[1] or str(self.unit.key)


def text_document(about: About, row: TextRow, body: str, stale: str) -> Document:
    """Return one version; a translation that has not followed its original says so first."""
    with translation.override(about.language):
        title = row.title or about.name
        blocks = _untitled(blocks_of(parsed(body), about.data), title)
        first = [Quote((_said(stale),))] if stale else []
        return _document(about, title, [*first, *blocks], _edge(row))


def stale_sentence(language: str, stale: Stale | None) -> str:
    """Return in a language how many clauses have not followed the original, ``""`` for none."""
    if not stale:
        return ""
    with translation.override(language):
        words = _("The original has changed since this was translated: %(stale)s.")
        return words % {"stale": stale_words(stale)}


def beside_document(about: About, found: Beside) -> Document:
    """Return two languages beside each other, with a word where one has not followed."""
    with translation.override(about.language):
        rows = (found.left, found.right)
        lines = tuple(_line(line, found.source, about.data) for line in found.lines)
        heads = (side_label(rows[0], about.language), side_label(rows[1], about.language))
        columns = SideBySide((rows[0].language, rows[1].language), heads, lines)
        edge = " · ".join(heads)
        return _document(about, about.name, [columns], edge)


def leaves_document(about: About, found: Leaves) -> Document:
    """Return the sheet that says what to take out and put in, and after it the new leaves."""
    with translation.override(about.language):
        blocks: list[Block] = [*_sheet(found)]
        blocks.append(_colophon(about))
        for leaf, stretch in found.to_print:
            edge = _leaf_edge(found, leaf)
            blocks.append(LeafBreak(found.printed(leaf.label), about.name, edge))
            blocks += blocks_of(stretch.nodes, about.data)
        title = _("Leaves to exchange: %(unit)s") % {"unit": about.name}
        edge = _("version %(version)s") % {"version": found.version}
        return _document(about, title, blocks, edge, has_end=False)


def _document(
    about: About, title: str, blocks: Iterable[Block], edge: str, *, has_end: bool = True
) -> Document:
    end = [_colophon(about)] if has_end else []
    whole = (Heading(1, (Text(title),)), *blocks, *end)
    day = format_day(about.day.isoformat(), about.language)
    return Document(title, about.language, about.day, day, whole, (), edge)


def _untitled(blocks: tuple[Block, ...], title: str) -> tuple[Block, ...]:
    """Leave out the text's own title where it stands first: the file says it already."""
    if blocks and isinstance(blocks[0], Heading):
        words = "".join(run.words for run in blocks[0].runs if isinstance(run, Text))
        if " ".join(words.split()) == title:
            return blocks[1:]
    return blocks


def _said(words: str) -> Paragraph:
    return Paragraph((Text(words, strong=True),))


def _edge(row: TextRow) -> str:
    words = _("version %(version)s") % {"version": row.version}
    return f"{words}, {STATE_WORDS[row.state]}"


def _colophon(about: About) -> Paragraph:
    resource = about.unit.resource
    name = resource.name.best(about.language)[1] or resource.key
    rights = " · ".join(filter(None, (name, resource.rights, resource.credit)))
    return Paragraph((Text(f"{rights} · "), Text(about.url, url=about.url)))


def _line(line: Line, source: str, data: Data) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    of_source, of_translation = mark_words(line.mark)
    marks = (of_translation, of_source) if source == "right" else (of_source, of_translation)
    sides = []
    for clause, mark in zip((line.left, line.right), marks, strict=True):
        blocks = clause_blocks(clause, data) if clause else ()
        said = (Paragraph((Text(f"[{mark}]", emphasis=True),)),) if mark and source else ()
        sides.append((*blocks, *said))
    return sides[0], sides[1]


def _leaf_edge(found: Leaves, leaf: Leaf) -> str:
    return leaf_words(leaf.version, found.published_at[leaf.version])


def _sheet(found: Leaves) -> Iterable[Block]:
    if not found.exchanges:
        yield _said(_("No leaf has changed."))
        return
    yield Paragraph((Text(exchange_words(found)),))
    heads = (_("Leaf"), _("Take out"), _("Put in"))
    rows = tuple(tuple((Text(words),) for words in cells) for cells in exchange_cells(found))
    yield Table(tuple((Text(head),) for head in heads), rows, ("left", "left", "left"))
    yield Paragraph((Text(_("Afterwards the folder holds:"), strong=True),))
    held = tuple(
        ((Text(found.printed(leaf.label)),), (Text(leaf.title),), (Text(_leaf_edge(found, leaf)),))
        for leaf in found.leaves
    )
    holds = ((Text(_("Leaf")),), (Text(_("Title")),), (Text(_("Version")),))
    yield Table(holds, held, ("left", "left", "left"))


def exchange_words(found: Leaves) -> str:
    """Return from which version to which one comes."""
    if not found.since:
        return _("All leaves of version %(version)s.") % {"version": found.version}
    return _("From version %(since)s to version %(version)s.") % {
        "since": found.since,
        "version": found.version,
    }
