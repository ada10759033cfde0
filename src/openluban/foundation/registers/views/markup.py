"""Values as safe markup, made once in Python: templates are what pages cost."""

from collections.abc import Sequence

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from openluban.foundation.registers.fields.basis import Shown
from openluban.foundation.registers.wording import LOUD, STATES
from openluban.foundation.ui.pieces import Mark, Wording
from openluban.foundation.ui.templatetags.ui import said

_BETWEEN = SafeString(", ")


def wording_of(shown: Shown) -> Wording:
    """Return a value as the design system takes it."""
    return Wording(shown.text, shown.url, shown.language, shown.is_ours)


def said_together(values: Sequence[Shown], url: str = "") -> SafeString:
    """Return values with their links, languages and marks; ``url`` links them all instead."""
    if url:
        inner = said_together([Shown(v.text, v.language, "", v.is_ours) for v in values])
        return format_html('<a href="{}">{}</a>', url, inner)
    if len(values) == 1:
        return _said_one(values[0])
    return format_html_join(_BETWEEN, "{}", ((_said_one(value),) for value in values))


def _said_one(value: Shown) -> SafeString:
    if value.language or value.is_ours:
        return said(wording_of(value))
    if value.url:
        return format_html('<a href="{}">{}</a>', value.url, value.text)
    return conditional_escape(value.text)


def state_marks(states: Sequence[str]) -> tuple[Mark, ...]:
    """Return the marks of a record's states."""
    return tuple(Mark(STATES[state], "seal" if state in LOUD else "plain") for state in states)


def marks_html(states: Sequence[str]) -> SafeString:
    """Return the marks of a record's states as markup, a space before each."""
    marks = ((mark.kind, mark.text) for mark in state_marks(states))
    return format_html_join("", ' <span class="mark mark-{}">{}</span>', marks)
