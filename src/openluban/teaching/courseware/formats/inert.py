"""Words that a page keeps for its scripts to show: they stand in it, but nobody sees them."""

import re

_MARK = re.compile(
    rb"<(?P<close>/?)(?P<tag>script|template)\b(?P<rest>[^>]{0,500})>", re.IGNORECASE
)
_TYPE = re.compile(
    rb"type\s*=\s*[\"']?text/(?:template|html|x-template|ng-template|x-handlebars(?:-template)?)\b",
    re.IGNORECASE,
)


def unfolded(data: bytes) -> tuple[bytes, int]:
    """Return a page whose templates stand open as sections, and how many there were."""
    pieces: list[bytes] = []
    place = count = 0
    is_open = False
    for mark in _MARK.finditer(data):
        is_template = mark["tag"].lower() == b"template"
        if mark["close"]:
            opened = is_template or is_open
            is_open = is_open and is_template
        else:
            opened = is_template or bool(_TYPE.search(mark["rest"]))
            is_open = is_open or (opened and not is_template)
            count += opened
        if opened:
            pieces.append(data[place : mark.start()])
            pieces.append(b"</section>" if mark["close"] else b"<section>")
            place = mark.end()
    return b"".join((*pieces, data[place:])), count
