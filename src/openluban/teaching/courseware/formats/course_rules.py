"""What cmi5 asks of a course structure, and every learning system must refuse without."""

import re
from urllib.parse import parse_qsl, urlsplit

from django.utils.translation import gettext_lazy as _

from openluban.teaching.courseware.formats.problems import refused
from openluban.teaching.courseware.formats.trees import Node

_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s]+")
_ORDER = ("title", "description", "objectives", "url", "launchParameters", "entitlementKey")
_NEEDED = {
    "course": ("title", "description"),
    "block": ("title", "description"),
    "au": ("title", "description", "url"),
}
_OF_LAUNCH = {"endpoint", "fetch", "actor", "registration", "activityId"}


class Identifiers:
    """The identifiers of a course structure: absolute, and each once in its kind."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._lines: dict[tuple[str, str], int] = {}

    def take(self, node: Node, kind: str) -> None:
        """Take note of an element's identifier.

        :raises ParcelRefused: it is not absolute, or stands there already
        """
        named = node.get("id")
        if not _ABSOLUTE.fullmatch(named):
            sentence = _("The identifier “%(element)s” is no absolute address.")
            raise refused("manifest.identifier", sentence, self._path, node.line, element=named)
        if (kind, named) in self._lines:
            sentence = _("The identifier “%(element)s” stands in line %(other)s already.")
            other = self._lines[kind, named]
            raise refused(
                "manifest.twice", sentence, self._path, node.line, element=named, other=other
            )
        self._lines[kind, named] = node.line


def check_parts(node: Node, path: str) -> None:
    """Look whether a course, block or unit has what it must, in the order it must.

    :raises ParcelRefused: it has not
    """
    own = [each.name for each in node.children if each.space == node.space]
    known = [_ORDER.index(name) for name in own if name in _ORDER]
    missing = [name for name in _NEEDED[node.name] if name not in own]
    if missing or known != sorted(known):
        sentence = _("“%(element)s” lacks “%(missing)s”, or its parts stand in another order.")
        raise refused(
            "manifest.structure",
            sentence,
            path,
            node.line,
            element=node.get("id"),
            missing=", ".join(missing) or "–",
        )


def check_query(node: Node, address: str, path: str) -> None:
    """Look whether a unit's address leaves the parameters of the launch alone.

    :raises ParcelRefused: it is no address, or it names one of them
    """
    named = node.get("id")
    try:
        query = urlsplit(address).query
        taken = {name for name, _value in parse_qsl(query, max_num_fields=100)} & _OF_LAUNCH
    except ValueError as fault:
        raise _no_address(node, address, path) from fault
    if not address or any(sign.isspace() for sign in address):
        raise _no_address(node, address, path)
    if taken:
        sentence = _("The address of “%(element)s” takes “%(given)s”, which the launch needs.")
        given = ", ".join(sorted(taken))
        raise refused("href.launch", sentence, path, node.line, element=named, given=given)


def _no_address(node: Node, address: str, path: str) -> Exception:
    sentence = _("“%(given)s” of “%(element)s” is no address.")
    return refused(
        "href.malformed", sentence, path, node.line, given=address, element=node.get("id")
    )
