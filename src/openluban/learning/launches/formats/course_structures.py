"""``cmi5.xml`` of a course of our own, with the rules on moving on."""

from decimal import Decimal, InvalidOperation
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from openluban.learning.launches.rules.structure import Block, MoveOn, Unit

NAME = "cmi5.xml"
_SPACE = "{https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd}"
_DEEPEST = 24
_MOST_PLACES = 4


class UnfitStructure(ValueError):
    """This is no course structure that can be opened here."""


def read_structure(data: bytes) -> Block:
    """Return the course: its units and blocks in their order.

    :raises UnfitStructure: it is none, or its addresses or rules are not what cmi5 has
    """
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as fault:
        message = "it is no XML"
        raise UnfitStructure(message) from fault
    course = root.find(f"{_SPACE}course")
    if root.tag != f"{_SPACE}courseStructure" or course is None:
        message = "it is no course structure"
        raise UnfitStructure(message)
    found = Block(_named(course), _titles(course), _parts(root, 0))
    keys = [
        found.key,
        *(each.key for each in found.blocks()),
        *(each.key for each in found.units()),
    ]
    if len(set(keys)) != len(keys) or not list(found.units()):
        message = "it has no units, or one id twice"
        raise UnfitStructure(message)
    return found


def _parts(parent: Element, depth: int) -> tuple[Unit | Block, ...]:
    if depth > _DEEPEST:
        message = "its blocks lie too deep"
        raise UnfitStructure(message)
    found: list[Unit | Block] = []
    for node in parent:
        if node.tag == f"{_SPACE}au":
            found.append(_unit(node))
        elif node.tag == f"{_SPACE}block":
            found.append(Block(_named(node), _titles(node), _parts(node, depth + 1)))
    return tuple(found)


def _unit(node: Element) -> Unit:
    try:
        moves = MoveOn(node.get("moveOn", MoveOn.NOTHING.value))
    except ValueError:
        message = f"moveOn is {node.get('moveOn')!r}"
        raise UnfitStructure(message) from None
    return Unit(
        _named(node),
        _titles(node),
        _path(node),
        moves,
        _mastery(node.get("masteryScore")),
        _words(node.find(f"{_SPACE}launchParameters")),
        _words(node.find(f"{_SPACE}entitlementKey")),
    )


def _path(node: Element) -> str:
    path = _words(node.find(f"{_SPACE}url"))
    parts = path.split("/")
    if not path or ":" in path or "\\" in path or {"", "..", "."} & set(parts):
        message = f"the page {path!r} does not lie in the package"
        raise UnfitStructure(message)
    return path


def _mastery(given: str | None) -> Decimal | None:
    if given is None:
        return None
    try:
        score = Decimal(given.strip())
    except InvalidOperation:
        score = Decimal(-1)
    exponent: Any = score.as_tuple().exponent
    if not score.is_finite() or not 0 <= score <= 1 or -exponent > _MOST_PLACES:
        message = f"masteryScore is {given!r}"
        raise UnfitStructure(message)
    return score


def _named(node: Element) -> str:
    named = node.get("id", "").strip()
    if not named or len(named) > 300:  # noqa: PLR2004 - as long as our columns
        message = "an id is absent or too long"
        raise UnfitStructure(message)
    return named


def _titles(node: Element) -> dict[str, str]:
    parent = node.find(f"{_SPACE}title")
    found = parent.findall(f"{_SPACE}langstring") if parent is not None else []
    return {each.get("lang", ""): _words(each) for each in found}


def _words(node: Element | None) -> str:
    return " ".join((node.text or "").split()) if node is not None else ""
