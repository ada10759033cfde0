"""Blocks of a document as the data that ``document.typ`` sets."""

from dataclasses import dataclass, field
from typing import Any

from openluban.foundation.documents.document import (
    Block,
    Break,
    Code,
    Heading,
    ItemList,
    Leaf,
    Number,
    Paragraph,
    Picture,
    Quote,
    Run,
    Runs,
    SideBySide,
    Table,
    Text,
)

_REGIONS = {"en": "gb", "zh": "cn", "ru": "ru"}


@dataclass(slots=True)
class Pictures:
    """The pictures of a document by the names under which they are set."""

    kept: dict[str, bytes] = field(default_factory=dict)

    def name_of(self, picture: Picture) -> str:
        """Keep a picture and return its name."""
        for name, data in self.kept.items():
            if data == picture.data:
                return name
        name = f"picture-{len(self.kept)}.{picture.ending}"
        self.kept[name] = picture.data
        return name


def language_of(tag: str) -> dict[str, str | None]:
    """Return language and region as Typst names them."""
    language = tag.split("-", maxsplit=1)[0]
    return {"language": language, "region": _REGIONS.get(language)}


def block_of(block: Block, pictures: Pictures | None) -> dict[str, Any]:
    """Return a block as data; without ``pictures``, their words stand in their places."""
    match block:
        case Heading(level=level, runs=runs):
            return {"kind": "heading", "level": level, "runs": _runs(runs)}
        case Paragraph(runs=runs):
            return {"kind": "paragraph", "runs": _runs(runs)}
        case ItemList(ordered=ordered, start=start, items=items):
            inner = [_blocks(item, pictures) for item in items]
            return {"kind": "list", "ordered": ordered, "start": start, "items": inner}
        case Quote(blocks=blocks):
            return {"kind": "quote", "blocks": _blocks(blocks, pictures)}
        case Table():
            return _table(block)
        case _:
            return _rarer(block, pictures)


def _rarer(block: Code | Picture | Leaf | SideBySide, pictures: Pictures | None) -> dict[str, Any]:
    match block:
        case Code(words=words):
            return {"kind": "code", "words": words}
        case Leaf(label=label, title=title, edge=edge):
            return {"kind": "leaf", "label": label, "title": title, "edge": edge}
        case Picture(words=words):
            if pictures is None:
                return {"kind": "paragraph", "runs": _runs((Text(words, emphasis=True),))}
            return {"kind": "picture", "name": pictures.name_of(block), "words": words}
        case SideBySide(languages=languages, heads=heads, lines=lines):
            sides = [
                {**language_of(tag), "head": head}
                for tag, head in zip(languages, heads, strict=True)
            ]
            rows = [[_blocks(side, pictures) for side in line] for line in lines]
            return {"kind": "beside", "sides": sides, "lines": rows}


def _blocks(blocks: tuple[Block, ...], pictures: Pictures | None) -> list[dict[str, Any]]:
    return [block_of(block, pictures) for block in blocks]


def _table(block: Table) -> dict[str, Any]:
    return {
        "kind": "table",
        "alignments": block.alignments,
        "header": [_runs(cell) for cell in block.header],
        "rows": [[_runs(cell) for cell in row] for row in block.rows],
    }


def _runs(runs: Runs) -> list[dict[str, Any]]:
    return [_run(run) for run in runs]


def _run(run: Run) -> dict[str, Any]:
    match run:
        case Break():
            return {"kind": "break"}
        case Text(words=words, url=url, code=code):
            content: dict[str, Any] = {"kind": "text", "words": words, "url": url, "code": code}
        case Number(words=words, url=url, note_index=index):
            content = {"kind": "number", "words": words, "url": url, "note_index": index}
    return {**content, "strong": run.strong, "emphasis": run.emphasis}
