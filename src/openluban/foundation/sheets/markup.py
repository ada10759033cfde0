"""XML of strangers, streamed: no document type, no entities, no endless names, depth or tokens."""

from collections.abc import Callable, Iterable, Iterator
from xml.parsers import expat

from openluban.foundation.sheets.problems import Rule, SheetProblem, StopReading, problem

Attributes = dict[str, str]
_MOST_NAMES = 2_000
_LONGEST_TOKEN = 1 << 20
_DEEPEST = 64
_MOST_ELEMENTS = 15_000_000


class LocalNames(dict[str, str]):
    """Names without their prefixes, worked out once each."""

    def __missing__(self, name: str) -> str:
        local = self[name] = name.rpartition(":")[2]
        return local


class Handler:
    """Receives the elements of one part, names without prefix; overrides take what they want."""

    def start(self, name: str, attributes: Attributes) -> None:
        """Take note that an element begins."""

    def end(self, name: str) -> None:
        """Take note that an element ends."""

    def text(self, text: str) -> None:
        """Take note of text; one element's text may come in several pieces."""


def parse(chunks: Iterable[bytes], handler: Handler, *, part: str) -> Iterator[None]:
    """Feed a part to the handler, yielding after each chunk so that results can be fetched.

    :raises StopReading: it is not well-formed, declares a document type, or is absurdly built
    """
    names: dict[str, str] = {}
    parser = expat.ParserCreate("utf-8", None, names)
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = _counting(handler, part)
    parser.CharacterDataHandler = handler.text

    def refuse_document_type(*_: object) -> None:
        raise StopReading(problem(Rule.DOCUMENT_TYPE, part=part))

    parser.StartDoctypeDeclHandler = refuse_document_type
    parser.EntityDeclHandler = refuse_document_type
    fed, is_final = 0, True
    try:
        for chunk in chunks:
            parser.Parse(chunk)
            fed += len(chunk)
            if fed - parser.CurrentByteIndex > _LONGEST_TOKEN or len(names) > _MOST_NAMES:
                raise StopReading(damaged(part))
            yield
        parser.Parse(b"", is_final)
    except expat.ExpatError:
        raise StopReading(damaged(part)) from None
    yield


def _counting(
    handler: Handler, part: str
) -> tuple[Callable[[str, Attributes], None], Callable[[str], None]]:
    depth, count = 0, 0
    local = LocalNames()
    on_start, on_end = handler.start, handler.end

    def start(name: str, attributes: Attributes) -> None:
        nonlocal depth, count
        depth += 1
        count += 1
        if depth > _DEEPEST or count > _MOST_ELEMENTS:
            raise StopReading(damaged(part))
        on_start(local[name], attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        on_end(local[name])

    return start, end


def damaged(part: str) -> SheetProblem:
    """Return the problem of a part that does not hold what it must."""
    return problem(Rule.DAMAGED_WORKBOOK, part=part)
