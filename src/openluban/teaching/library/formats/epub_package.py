"""What says what a book is made of: the container, the package document, the style sheet."""

from collections.abc import Sequence
from datetime import UTC
from xml.etree.ElementTree import Element, tostring

from openluban.foundation.ui.languages import direction_of
from openluban.teaching.library.formats.book import Book
from openluban.teaching.library.formats.xhtml import Pictures, add, language_tag

CONTAINER = (
    b'<?xml version="1.0" encoding="utf-8"?>\n'
    b'<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">'
    b'<rootfiles><rootfile full-path="EPUB/package.opf" '
    b'media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)
STYLE = b"""\
body { line-height: 1.5; margin: 0 5%; }
h1, h2, h3 { line-height: 1.25; break-after: avoid; }
.side { display: block; }
nav .side, .side + .side { font-weight: normal; }
nav .side + .side { font-size: 0.9em; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; }
figure { margin: 1em 0; break-inside: avoid; }
img { max-width: 100%; height: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid; padding: 0.25em 0.5em; text-align: start; vertical-align: top; }
.centre { text-align: center; }
.right { text-align: end; }
.pair { border-block-start: 1px solid; padding-block: 0.25em; }
.pair > div + div { padding-inline-start: 1.5em; }
.note { border-inline-start: 4px solid; padding-inline-start: 0.75em; font-style: italic; }
"""
_TYPES = {"png": "image/png", "jpg": "image/jpeg", "webp": "image/webp"}
_PAGE = "application/xhtml+xml"


def package(book: Book, pages: Sequence[str], pictures: Pictures) -> bytes:
    """Return the package document; ``pages`` are in reading order."""
    root = Element(
        "package",
        {
            "xmlns": "http://www.idpf.org/2007/opf",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
            "version": "3.0",
            "unique-identifier": "id",
            "xml:lang": language_tag(book.wording.language),
        },
    )
    metadata = add(root, "metadata")
    _describe(metadata, book)
    _name_parties(metadata, book)
    _describe_access(metadata, book, pictures)
    manifest = add(root, "manifest")
    item = {"media-type": _PAGE, "properties": "nav"}
    add(manifest, "item", id="nav", href="nav.xhtml", **item)
    add(manifest, "item", id="style", href="style.css", **{"media-type": "text/css"})
    direction = direction_of(book.languages[0])
    spine = add(root, "spine", **{"page-progression-direction": direction})
    for place, name in enumerate(pages):
        add(manifest, "item", id=f"page-{place}", href=name, **{"media-type": _PAGE})
        add(spine, "itemref", idref=f"page-{place}")
        if not place:
            add(spine, "itemref", idref="nav")
    for place, name in enumerate(sorted(pictures.data), 1):
        kind = _TYPES[name.rpartition(".")[2]]
        add(manifest, "item", id=f"image-{place}", href=f"images/{name}", **{"media-type": kind})
    start = b'<?xml version="1.0" encoding="utf-8"?>\n'
    return start + tostring(root, encoding="unicode").encode() + b"\n"


def _describe(metadata: Element, book: Book) -> None:
    add(metadata, "dc:identifier", book.identifier, id="id")
    for language, title in book.titles:
        add(metadata, "dc:title", title, **_spoken(language))
    for language in book.languages:
        add(metadata, "dc:language", language_tag(language))
    modified = book.modified.astimezone(UTC)
    _meta(metadata, "dcterms:modified", modified.strftime("%Y-%m-%dT%H:%M:%SZ"))
    add(metadata, "dc:date", modified.strftime("%Y-%m-%d"))
    add(metadata, "dc:rights", book.rights)
    if book.url:
        add(metadata, "dc:source", book.url)
    for language, words in book.subjects:
        add(metadata, "dc:subject", words, **_spoken(language))


def _spoken(language: str) -> dict[str, str]:
    return {"xml:lang": language_tag(language), "dir": direction_of(language)}


def _meta(metadata: Element, name: str, words: str, **attributes: str) -> None:
    add(metadata, "meta", words, property=name, **attributes)


def _name_parties(metadata: Element, book: Book) -> None:
    for place, names in enumerate(book.makers, 1):
        (language, name), *others = names
        add(metadata, "dc:creator", name, id=f"maker-{place}", **_spoken(language))
        for other, words in others:
            tags = {"refines": f"#maker-{place}", **_spoken(other)}
            _meta(metadata, "alternate-script", words, **tags)
    if book.credit:
        add(metadata, "dc:contributor", book.credit)


def _describe_access(metadata: Element, book: Book, pictures: Pictures) -> None:
    modes, features = ["textual"], ["structuralNavigation", "tableOfContents", "readingOrder"]
    if pictures.data:
        modes.append("visual")
        if not pictures.undescribed:
            features.append("alternativeText")
    for mode in modes:
        _meta(metadata, "schema:accessMode", mode)
    enough = "textual" if not pictures.undescribed else ",".join(modes)
    _meta(metadata, "schema:accessModeSufficient", enough)
    for feature in features:
        _meta(metadata, "schema:accessibilityFeature", feature)
    _meta(metadata, "schema:accessibilityHazard", "none")
    summary = {"xml:lang": language_tag(book.wording.language)}
    _meta(metadata, "schema:accessibilitySummary", book.wording.about, **summary)
