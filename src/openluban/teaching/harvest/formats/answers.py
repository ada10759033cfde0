"""Answers of repositories elsewhere, which are hostile until read to their end."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from openluban.teaching.harvest.errors import Failed, Why
from openluban.teaching.harvest.formats.protocol import DC, OAI, OAI_DC
from openluban.teaching.harvest.rules_of_taking import is_datestamp

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DEEPEST = 40
_MOST_RECORDS = 20_000
_LONGEST_IDENTIFIER = 500
_LONGEST_WORDS = 1_000
_MOST_STATEMENTS = 500


@dataclass(frozen=True, slots=True)
class Taken:
    """A record as another repository tells it; titles are pairs of a language and words."""

    identifier: str
    datestamp: str
    is_deleted: bool = False
    titles: tuple[tuple[str, str], ...] = ()
    languages: tuple[str, ...] = ()
    makers: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()
    address: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """A page of a list; ``skipped`` are pairs of an identifier and the rule it broke.

    ``token`` is None or ``""`` on the last page. ``error`` is a code of the protocol with its
    sentence.
    """

    moment: str
    records: tuple[Taken, ...] = ()
    skipped: tuple[tuple[str, str], ...] = ()
    token: str = ""
    error: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Repository:
    """What a repository says of itself."""

    name: str
    granularity: str
    deleted: str


def read_identify(data: bytes) -> Repository:
    """Return what a repository says of itself.

    :raises Failed: this is no answer to Identify, or of another protocol
    """
    root = _root(data)
    found = root.find(f"{{{OAI}}}Identify")
    if found is None:
        raise Failed(Why.NOT_OAI)
    if _text(found, "protocolVersion") != "2.0":
        raise Failed(Why.NOT_OAI, _text(found, "protocolVersion")[:40])
    name = _text(found, "repositoryName")[:200]
    return Repository(name, _text(found, "granularity"), _text(found, "deletedRecord"))


def read_records(data: bytes) -> Answer:
    """Return a page of records; what breaks a rule is skipped, the rest comes over.

    :raises Failed: it is no XML, has a DTD, lies too deep, or is no answer to ListRecords
    """
    root = _root(data)
    moment = _text(root, "responseDate")
    error = root.find(f"{{{OAI}}}error")
    if error is not None:
        words = " ".join("".join(error.itertext()).split())[:200]
        return Answer(moment, error=error.get("code", "")[:40], sentence=words)
    listed = root.find(f"{{{OAI}}}ListRecords")
    if listed is None:
        raise Failed(Why.NOT_OAI)
    records, skipped = [], []
    for place, element in enumerate(listed.iterfind(f"{{{OAI}}}record")):
        if place >= _MOST_RECORDS:
            raise Failed(Why.TOO_LARGE)
        found = _record(element)
        if isinstance(found, Taken):
            records.append(found)
        else:
            skipped.append(found)
    return Answer(moment, tuple(records), tuple(skipped), _token(listed))


def _token(listed: Element) -> str:
    found = listed.find(f"{{{OAI}}}resumptionToken")
    return (found.text or "").strip() if found is not None else ""


def _root(data: bytes) -> Element:
    root: Element | None = None
    depth = 0
    try:
        for event, element in iterparse(BytesIO(data), ("start", "end"), forbid_dtd=True):
            depth += 1 if event == "start" else -1
            root = element if root is None else root
            if depth > _DEEPEST:
                raise Failed(Why.TOO_DEEP)
    except ParseError as fault:
        raise Failed(Why.XML_BROKEN, str(fault)) from fault
    except DefusedXmlException as fault:
        raise Failed(Why.XML_FORBIDDEN) from fault
    except (ValueError, LookupError) as fault:  # an encoding that nobody knows
        raise Failed(Why.XML_BROKEN, str(fault)) from fault
    if root is None or root.tag != f"{{{OAI}}}OAI-PMH":
        raise Failed(Why.NOT_OAI)
    return root


def _text(parent: Element, name: str) -> str:
    return (parent.findtext(f"{{{OAI}}}{name}") or "").strip()


def _record(element: Element) -> Taken | tuple[str, str]:
    header = element.find(f"{{{OAI}}}header")
    if header is None:
        return "", "no_header"
    identifier, datestamp = _text(header, "identifier"), _text(header, "datestamp")
    if not identifier or len(identifier) > _LONGEST_IDENTIFIER:
        return identifier[:100], "bad_identifier"
    if not is_datestamp(datestamp):
        return identifier, "bad_datestamp"
    if header.get("status") == "deleted":
        return Taken(identifier, datestamp, is_deleted=True)
    return _described(identifier, datestamp, element)


def _described(identifier: str, datestamp: str, element: Element) -> Taken | tuple[str, str]:
    core = element.find(f"{{{OAI}}}metadata/{{{OAI_DC}}}dc")
    if core is None:
        return identifier, "no_metadata"
    told: dict[str, list[tuple[str, str]]] = {}
    for name, language, words in _statements(core):
        told.setdefault(name, []).append((language, words))
    if not told.get("title"):
        return identifier, "no_title"
    return _taken(identifier, datestamp, told)


def _statements(core: Element) -> Iterator[tuple[str, str, str]]:
    for place, each in enumerate(core):
        words = " ".join("".join(each.itertext()).split())[:_LONGEST_WORDS]
        if place < _MOST_STATEMENTS and each.tag.startswith(f"{{{DC}}}") and words:
            yield each.tag.removeprefix(f"{{{DC}}}"), each.get(_LANG, "")[:40].strip(), words


def _taken(identifier: str, datestamp: str, told: dict[str, list[tuple[str, str]]]) -> Taken:
    def words(*names: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each for name in names for _lang, each in told.get(name, [])))

    addresses = (each for each in words("identifier", "source") if _is_web(each))
    return Taken(
        identifier,
        datestamp,
        titles=tuple(told["title"]),
        languages=words("language"),
        makers=words("creator"),
        rights=words("rights"),
        address=next(addresses, ""),
        words=words("title", "subject", "description", "contributor", "publisher", "relation"),
    )


def _is_web(text: str) -> bool:
    return text.lower().startswith(("https://", "http://")) and not set(text) & set(" \"'<>\\^`{|}")
