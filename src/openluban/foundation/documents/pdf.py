"""A document as a PDF file, set by Typst: tagged (PDF/UA-1) and fit for archives (PDF/A-2a)."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from openluban.foundation.documents.document import Document
from openluban.foundation.documents.pdf_content import Pictures, block_of, language_of
from openluban.foundation.documents.words import added_words
from openluban.kernel.lazily import lazily
from openluban.kernel.refusals import Refusal

if TYPE_CHECKING:
    import typst
else:
    typst = lazily("typst")

TEMPLATE = Path(__file__).with_name("document.typ")
LATIN_FAMILY = "Noto Sans"
CHINESE_FAMILIES = ("Noto Sans SC", "Noto Sans CJK SC")
_REGULAR, _BOLD = 400, 700
_NO_GLYPH = re.compile(r'the text `"(?:\\u\{([0-9a-f]+)\}|(.+?))"` could not be displayed')


class FontsMissing(Refusal):
    """The folder of fonts lacks one that PDF files are set in; `fonts` names those it lacks."""

    code = "fonts_missing"
    sentence = _(
        "PDF files need fonts that this installation does not have: %(fonts)s. "
        "Whoever runs it can fetch them."
    )


class _PictureUnreadable(Exception):
    """A picture is none."""


class GlyphsMissing(Refusal):
    """The fonts have no sign for some characters of the text; `characters` names them."""

    code = "glyphs_missing"
    sentence = _("The fonts of PDF files have no sign for these characters: %(characters)s.")


def to_pdf(document: Document, *, fonts: Path) -> bytes:
    """Return the document as PDF, the same bytes for the same document and fonts.

    Every number links to its figure's page, by its full address, and to its note at the end.
    `fonts` is a folder with Noto Sans and Noto Sans SC, regular and bold; slanted letters are
    used if they are there. Nothing else of this machine can be read from inside the document.

    Pictures that cannot be read are left out; their words stand there.

    :raises FontsMissing: the folder lacks fonts
    :raises GlyphsMissing: the text has characters that the fonts lack
    """
    try:
        return _compiled(document, fonts, Pictures())
    except _PictureUnreadable:
        return _compiled(document, fonts, None)


def _compiled(document: Document, fonts: Path, pictures: Pictures | None) -> bytes:
    found = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)]
    )
    families = families_of(found.fonts())
    given = {**_content(document, pictures), "fonts": families}
    content = json.dumps(given, ensure_ascii=False)
    with tempfile.TemporaryDirectory() as root, tempfile.TemporaryDirectory() as empty:
        for name, data in pictures.kept.items() if pictures else ():
            (Path(root) / name).write_bytes(data)
        compiler = typst.Compiler(
            TEMPLATE.read_bytes(),
            root=root,
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
            raise refusal_of(fault) from fault
    return bytes(pdf)  # type: ignore[arg-type]


def refusal_of(fault: typst.TypstError) -> Exception:
    """Return what is refused where Typst fails for what was given, else the fault itself."""
    without = {
        character or f"U+{int(code, 16):04X}"
        for code, character in _NO_GLYPH.findall(fault.diagnostic)
    }
    if "decode image" in fault.diagnostic or "image format" in fault.diagnostic:
        return _PictureUnreadable()
    return GlyphsMissing(characters=" ".join(sorted(without))) if without else fault


def families_of(fonts: Iterable[typst.FontInfo]) -> dict[str, Any]:
    """Return which families to set in, and whether there are slanted letters.

    :raises FontsMissing: some are not there
    """
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


def _content(document: Document, pictures: Pictures | None) -> dict[str, Any]:
    words = added_words(document)
    return {
        "title": document.title,
        **language_of(document.language),
        "day": [document.day.year, document.day.month, document.day.day],
        "as_at": words.as_at,
        "notes_heading": words.notes,
        "blocks": [block_of(block, pictures) for block in document.blocks],
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
