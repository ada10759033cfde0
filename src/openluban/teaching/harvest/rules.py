"""The requests of OAI-PMH 2.0 (section 3 and 4 of the protocol), read and refused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from openluban.teaching.harvest.errors import Code, Fault

DAY_FORM, SECOND_FORM = "%Y-%m-%d", "%Y-%m-%dT%H:%M:%SZ"
PREFIX = "oai_dc"
_LIST = {"metadataPrefix": True, "from": False, "until": False, "set": False}
ARGUMENTS: dict[str, dict[str, bool]] = {
    "Identify": {},
    "ListMetadataFormats": {"identifier": False},
    "ListSets": {},
    "GetRecord": {"identifier": True, "metadataPrefix": True},
    "ListIdentifiers": _LIST,
    "ListRecords": _LIST,
}
"""The arguments of each verb, and whether they are required."""
RESUMABLE = ("ListIdentifiers", "ListRecords", "ListSets")
_LONGEST = 4_000


@dataclass(frozen=True, slots=True)
class Window:
    """Which items a list has: noted from one moment up to another, both included, of one set."""

    since: datetime | None = None
    until: datetime | None = None
    kind: str = ""
    resource: str = ""


def read_request(pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return the arguments of a request, each once, ``verb`` among them.

    :raises Fault: no verb, or one that is none; an argument that is unknown, twice or missing
    """
    given = dict(pairs)
    verbs = [value for name, value in pairs if name == "verb"]
    if len(verbs) != 1 or verbs[0] not in ARGUMENTS:
        raise Fault(Code.BAD_VERB, "The verb is missing, given twice, or none of OAI-PMH 2.0.")
    known = ARGUMENTS[verbs[0]]
    if len(given) != len(pairs):
        raise Fault(Code.BAD_ARGUMENT, "An argument is given twice.")
    if any(len(value) > _LONGEST or "\0" in value for value in given.values()):
        raise Fault(Code.BAD_ARGUMENT, "An argument is too long, or holds what no argument may.")
    if "resumptionToken" in given and verbs[0] in RESUMABLE:
        known = {"resumptionToken": True}
    _check_names(given, known)
    return given


def _check_names(given: Mapping[str, str], known: Mapping[str, bool]) -> None:
    for name in given.keys() - {"verb"} - known.keys():
        sentence = f"The argument “{name[:40]}” does not belong here."
        raise Fault(Code.BAD_ARGUMENT, sentence)
    for name, required in known.items():
        if required and not given.get(name):
            sentence = f"The argument {name} is missing."
            raise Fault(Code.BAD_ARGUMENT, sentence)


def read_window(given: Mapping[str, str]) -> Window:
    """Return the window that from, until and set describe.

    :raises Fault: a day that is none, two that do not fit together, a format nobody offers
    """
    check_prefix(given)
    since, until = given.get("from"), given.get("until")
    if since is not None and until is not None and len(since) != len(until):
        raise Fault(Code.BAD_ARGUMENT, "from and until differ in granularity.")
    first = _moment(since, "from") if since is not None else None
    last = _moment(until, "until") if until is not None else None
    if last is not None and until is not None and len(until) == len("2026-01-01"):
        last += timedelta(days=1, seconds=-1)
    if first is not None and last is not None and first > last:
        raise Fault(Code.BAD_ARGUMENT, "from is later than until.")
    kind, resource = _set(given["set"]) if "set" in given else ("", "")
    return Window(first, last, kind, resource)


def check_prefix(given: Mapping[str, str]) -> None:
    """Refuse a metadata format that is not offered.

    :raises Fault: another one than oai_dc
    """
    if given["metadataPrefix"] != PREFIX:
        raise Fault(Code.NO_SUCH_FORMAT, f"Only {PREFIX} is offered.")


def _moment(text: str, name: str) -> datetime:
    for form in (SECOND_FORM, DAY_FORM):
        try:
            found = datetime.strptime(text, form).replace(tzinfo=UTC)
        except ValueError:
            continue
        if found.strftime(form) == text:
            return found
    sentence = f"{name} is no day (2026-01-31) or moment (2026-01-31T00:00:00Z)."
    raise Fault(Code.BAD_ARGUMENT, sentence)


def _set(name: str) -> tuple[str, str]:
    kind, _colon, resource = name.partition(":")
    if kind not in ("library", "units") or (resource and kind != "units"):
        raise Fault(Code.NOTHING_MATCHES, "There is no such set.")
    return kind, resource


def as_moment(moment: datetime) -> str:
    """Write a moment as the protocol does: UTC, whole seconds."""
    return moment.astimezone(UTC).strftime(SECOND_FORM)


def identifier(domain: str, kind: str, key: str) -> str:
    """Return an item's identifier in the form of oai-identifier."""
    return f"oai:{domain}:{kind}/{key}"


def read_identifier(text: str, domain: str) -> tuple[str, str]:
    """Return (kind, key).

    :raises Fault: it is none of this repository's
    """
    start = f"oai:{domain}:"
    kind, slash, key = text.removeprefix(start).partition("/")
    if not text.startswith(start) or not slash or not key:
        raise Fault(Code.NO_SUCH_ITEM, "No item has this identifier.")
    return kind, key
