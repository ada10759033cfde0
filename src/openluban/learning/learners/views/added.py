"""Panels that higher modules add to pages of learners and cohorts."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from openluban.foundation.access.actors import actor_of
from openluban.foundation.registers.panels import panels_of
from openluban.foundation.ui.languages import page_language


def added_to(kind: str, record: Any, request: HttpRequest) -> list[dict[str, Any]]:
    """Return key, title and HTML of each panel for a ``kind``: ``learners`` or ``cohorts``."""
    found = []
    for panel in panels_of(kind):
        filled = panel.fill(record, actor_of(request), page_language())
        if filled is not None:
            html = render_to_string(panel.template, {**filled, "record": record}, request=request)
            found.append({"key": panel.key, "title": panel.title, "html": html})
    return found
