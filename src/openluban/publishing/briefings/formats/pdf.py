"""A briefing as a PDF file, set by Typst: tagged (PDF/UA-1) and fit for archives (PDF/A-2a)."""

import json
import re
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import gettext_lazy as _

from openluban.kernel.refusals import Refusal
from openluban.publishing.briefings.document import (
    Block,
    Break,
    Document,
    Heading,
    ItemList,
    Number,
    Paragraph,
    Quote,
    Run,
    Runs,
    Table,
    Text,
)
from openluban.publishing.briefings.formats.words import added_words

TEMPLATE = Path(__file__).with_name("briefing.typ")
LATIN_FAMILY = "Noto Sans"
CHINESE_FAMILIES = ("Noto Sans SC", "Noto Sans CJK SC")
_REGULAR, _BOLD = 400, 700
_REGIONS = {"en": "gb", "zh": "cn", "ru": "ru"}
_NO_GLYPH = re.compile(r'the text `"(?:\\u\{([0-9a-f]+)\}|(.+?))"` could not be displayed')


class FontsMissing(Refusal):
    """The folder of fonts lacks one that PDF files are set in; `fonts` names those it lacks."""

    code = "fonts_missing"
    sentence = _(
        "PDF files need fonts that this installation does not have: %(fonts)s. "
        "Whoever runs it can fetch them."
    )


class GlyphsMissing(Refusal):
    """The fonts have no sign for some characters of the text; `characters` names them."""

    code = "glyphs_missing"
    sentence = _("The fonts of PDF files have no sign for these characters: %(characters)s.")


def to_pdf(document: Document, *, fonts: Path) -> bytes:
    """Return the document as PDF, the same bytes for the same document and fonts.

    Every number links to its figure's page, by its full address, and to its note at the end.
    `fonts` is a folder with Noto Sans and Noto Sans SC, regular and bold; slanted letters are
    used if they are there. Nothing else of this machine can be read from inside the document.

    :raises FontsMissing: the folder lacks fonts
    :raises GlyphsMissing: the text has characters that the fonts lack
    """
    found = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)]
    )
    families = _families(found.fonts())
    content = json.dumps({**_content(document), "fonts": families}, ensure_ascii=False)
    with tempfile.TemporaryDirectory() as empty:
        compiler = typst.Compiler(
            TEMPLATE.read_bytes(),
            root=empty,
            font_paths=found,
            sys_inputs={"document": content},
            package_path=empty,
            package_cache_path=empty,
        )
        try:
            pdf = compiler.compile(
                format="pdf",
                pdf_standards=["a-2a", "ua-1"],
                timestamp=datetime.combine(document.day, time.min, tzinfo=UTC),
            )
        except typst.TypstError as fault:
            raise _refusal(fault) from fault
    return bytes(pdf)  # type: ignore[arg-type]


def _refusal(fault: typst.TypstError) -> Exception:
    without = {
        character or f"U+{int(code, 16):04X}"
        for code, character in _NO_GLYPH.findall(fault.diagnostic)
    }
    return GlyphsMissing(characters=" ".join(sorted(without))) if without else fault


def _families(fonts: Iterable[typst.FontInfo]) -> dict[str, Any]:
    """Return which families to set in, and whether there are slanted letters."""
    there = {(font.family, font.style, font.weight) for font in fonts}

    def lacks(family: str) -> list[str]:
        wanted = {_REGULAR: family, _BOLD: f"{family} Bold"}
        return [name for weight, name in wanted.items() if (family, "normal", weight) not in there]

    chinese = next((name for name in CHINESE_FAMILIES if not lacks(name)), CHINESE_FAMILIES[0])
    missing = [*lacks(LATIN_FAMILY), *lacks(chinese)]
    if missing:
        raise FontsMissing(fonts=", ".join(missing))
    slanted = {(LATIN_FAMILY, "italic", weight) for weight in (_REGULAR, _BOLD)}
    return {"latin": LATIN_FAMILY, "chinese": chinese, "has_italic": slanted <= there}


def _content(document: Document) -> dict[str, Any]:
    words = added_words(document)
    language = document.language.split("-")[0]
    return {
        "title": document.title,
        "language": language,
        "region": _REGIONS.get(language),
        "day": [document.day.year, document.day.month, document.day.day],
        "as_at": words.as_at,
        "notes_heading": words.notes,
        "blocks": [_block(block) for block in document.blocks],
        "notes": [
            {
                "words": note.words,
                "url": note.url,
                "definition": note.definition,
                "day_words": note.day_words,
                "standing_words": note.standing_words,
            }
            for note in document.notes
        ],
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading(level=level, runs=runs):
            return {"kind": "heading", "level": level, "runs": _runs(runs)}
        case Paragraph(runs=runs):
            return {"kind": "paragraph", "runs": _runs(runs)}
        case ItemList(ordered=ordered, start=start, items=items):
            inner = [[_block(one) for one in item] for item in items]
            return {"kind": "list", "ordered": ordered, "start": start, "items": inner}
        case Quote(blocks=blocks):
            return {"kind": "quote", "blocks": [_block(one) for one in blocks]}
        case Table(header=header, rows=rows, alignments=alignments):
            return {
                "kind": "table",
                "alignments": alignments,
                "header": [_runs(cell) for cell in header],
                "rows": [[_runs(cell) for cell in row] for row in rows],
            }


def _runs(runs: Runs) -> list[dict[str, Any]]:
    return [_run(run) for run in runs]


def _run(run: Run) -> dict[str, Any]:
    match run:
        case Break():
            return {"kind": "break"}
        case Text(words=words, url=url):
            content: dict[str, Any] = {"kind": "text", "words": words, "url": url}
        case Number(words=words, url=url, note_index=index):
            content = {"kind": "number", "words": words, "url": url, "note_index": index}
    return {**content, "strong": run.strong, "emphasis": run.emphasis}
