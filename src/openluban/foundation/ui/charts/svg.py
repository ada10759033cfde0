"""Writing SVG: elements with escaped attributes, numbers without needless digits."""

import unicodedata

from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_WIDE = frozenset("WF")
_CYRILLIC = ("\u0400", "\u052f")


def element(name: str, *children: object, **attributes: str | float | None) -> SafeString:
    """Return an element. Attribute names are written with `_` for `-` and `class_` for class.

    Texts are escaped; attributes that are None or empty are left out.
    """
    written = {
        key.rstrip("_").replace("_", "-"): number(value) if isinstance(value, float) else str(value)
        for key, value in attributes.items()
        if value not in {None, ""}
    }
    inside = format_html_join("", "{}", ((child,) for child in children))
    return format_html("<{0}{1}>{2}</{0}>", SafeString(name), flatatt(written), inside)


def number(value: float) -> str:
    """Return a coordinate with at most one decimal."""
    text = f"{value:.1f}"
    return (
        text.removesuffix(".0").replace("-0", "0") if float(text) == 0 else text.removesuffix(".0")
    )


def text_width(text: str, size: float) -> float:
    """Return roughly how wide a text is when set at a size, rather too wide than too narrow."""
    return sum(map(_ems, text)) * size


def _ems(sign: str) -> float:
    """Return how wide a sign is in fonts that are wide themselves; Chinese takes a whole em."""
    if unicodedata.east_asian_width(sign) in _WIDE:
        return 1.0
    if _CYRILLIC[0] <= sign <= _CYRILLIC[1]:
        return 0.78 if sign.isupper() or sign in "жшщюыфм" else 0.64
    return 0.7 if sign.isupper() else 0.56


def shortened(text: str, size: float, width: float) -> str:
    """Return the text, cut with an ellipsis where it would be wider than `width`."""
    if text_width(text, size) <= width:
        return text
    while text and text_width(f"{text}…", size) > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def linked(url: str, label: str, *children: object, class_: str = "", seen: str = "") -> SafeString:
    """Return a group that is a link with an accessible name; without `url` a plain group.

    `seen` are the words inside, where there are any: who says them aloud must reach the link.
    """
    title = element("title", label)
    if not url:
        return element("g", title, *children, class_=class_)
    # A title beside words that are seen would count as seen itself.
    named = "" if seen else title
    return element("a", named, *children, class_=class_, href=url, aria_label=seen or label)
