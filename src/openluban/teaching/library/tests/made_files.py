"""Makers of Word files and zips for tests, sound ones and others."""

import io
import zipfile
from collections.abc import Mapping

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_SPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_R}" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
HEADING = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'


def run(words: str) -> str:
    """Return a run of words."""
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(inner: str, properties: str = "") -> str:
    """Return a paragraph; words alone become a run."""
    return f"<w:p>{properties}{inner if '<' in inner else run(inner)}</w:p>"


def image(relation: str = "rId9", kind: str = "embed") -> str:
    """Return a run with an image."""
    return (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="a" descr="words"/><a:graphic>'
        f'<a:graphicData><pic:pic><pic:blipFill><a:blip r:{kind}="{relation}"/></pic:blipFill>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def style(key: str, name: str, more: str = "") -> str:
    """Return a style of paragraphs."""
    return f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{more}</w:style>'


def relation(key: str, kind: str, target: str, mode: str = "") -> str:
    """Return a relationship of the document."""
    said = f' TargetMode="{mode}"' if mode else ""
    return f'<Relationship Id="{key}" Type="{_R}/{kind}" Target="{target}"{said}/>'


def word(
    body: str,
    parts: Mapping[str, str | bytes] | None = None,
    *,
    styles: str = "",
    relations: str = "",
    language: str = "ru-RU",
) -> bytes:
    """Return a Word file with this body; ``parts`` come beside, or in place of, those it has."""
    default = f'<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="{language}" '
    default += 'w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>'
    heading = style("Heading1", "heading 1")
    own: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_P}/content-types"><Default Extension="png" '
        f'ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="{_MAIN}"/>'
        "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{_P}/relationships"><Relationship Id="rId1" '
        f'Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_SPACES}>{default}{heading}{styles}</w:styles>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_P}/relationships">'
        f"{relation('rId1', 'styles', 'styles.xml')}{relations}</Relationships>",
    }
    return zipped({**own, **(parts or {})})


def footnotes(words: str) -> str:
    """Return the part of footnotes with one of them, whose number is 1."""
    inner = f'<w:footnote w:id="1"><w:p>{run(words)}</w:p></w:footnote>'
    return f"<w:footnotes {_SPACES}>{inner}</w:footnotes>"


def numbering() -> str:
    """Return the part of numbering: list 1 has bullets, list 2 numbers."""
    levels = [
        f'<w:abstractNum w:abstractNumId="{key}"><w:lvl w:ilvl="0"><w:numFmt w:val="{kind}"/>'
        '</w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
        for key, kind in ((1, "bullet"), (2, "decimal"))
    ]
    lists = [f'<w:num w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>' for key in (1, 2)]
    return f"<w:numbering {_SPACES}>{''.join(levels + lists)}</w:numbering>"


def item(words: str, number: int, level: int = 0) -> str:
    """Return a paragraph of a list."""
    place = f'<w:ilvl w:val="{level}"/><w:numId w:val="{number}"/>'
    return paragraph(words, f"<w:pPr><w:numPr>{place}</w:numPr></w:pPr>")


def zipped(files: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of these files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return made.getvalue()
