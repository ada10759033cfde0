"""The page of one record."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from openluban.foundation.access.actors import actor_of
from openluban.foundation.registers.declaring import Register, find_register
from openluban.foundation.registers.panels import Panel, panels_of
from openluban.foundation.registers.policies import may_propose
from openluban.foundation.registers.queries.children import child_registers, children_of
from openluban.foundation.registers.queries.evidence import evidence_of
from openluban.foundation.registers.queries.history import deeds_of
from openluban.foundation.registers.queries.proposals import proposals_of
from openluban.foundation.registers.queries.record import RecordFacts, may_change, record_facts
from openluban.foundation.registers.queries.visible import visible_record
from openluban.foundation.registers.views.keeping import kept_page
from openluban.foundation.registers.views.markup import wording_of
from openluban.foundation.registers.views.record_pieces import (
    Section,
    add_link,
    child_section,
    deed_views,
    facts_of,
    names_of_record,
    notices_of,
    proposal_views,
    prose_of,
)
from openluban.foundation.ui.languages import page_language
from openluban.kernel.actor import Actor

_BEFORE_CHILDREN = 100
_LONGEST_ID = 18


@require_safe
def record_page(request: HttpRequest, register: Register, key: str) -> HttpResponse:
    """Show a record: its facts, what belongs to it, its evidence and its history."""
    return kept_page(request, lambda: _made(request, register, key))


def _made(request: HttpRequest, register: Register, key: str) -> HttpResponse:
    actor = actor_of(request)
    language = page_language()
    record = visible_record(register, key, actor)
    facts = record_facts(register, record, language, actor)
    context = {
        **title_context(register, facts),
        "notices": notices_of(facts),
        "fact_list": facts_of(facts),
        "prose": prose_of(facts),
        "sections": _sections(request, register, record, actor, language),
        "proposals": proposal_views(proposals_of(register, record, language, actor), language),
        "evidence": evidence_of(register, record, language, actor),
        "history": deed_views(deeds_of(register, key, language, actor), language),
        "history_url": f"{register.url(key)}history/",
        "may_propose": may_propose(actor) and "retired" not in facts.states,
        "may_accept": may_change(actor, facts),
    }
    return render(request, "registers/record.html", context)


@require_safe
def record_history(request: HttpRequest, register: Register, key: str) -> HttpResponse:
    """Show the history of a record, a page at a time."""
    return kept_page(request, lambda: _made_history(request, register, key))


def _made_history(request: HttpRequest, register: Register, key: str) -> HttpResponse:
    actor = actor_of(request)
    language = page_language()
    record = visible_record(register, key, actor)
    before = request.GET.get("before", "")
    if before and not (before.isascii() and before.isdecimal() and len(before) < _LONGEST_ID):
        raise Http404
    deeds = deeds_of(register, key, language, actor, before=int(before) if before else None)
    context = {
        **title_context(register, record_facts(register, record, language, actor)),
        "history": deed_views(deeds, language),
        "history_url": f"{register.url(key)}history/",
    }
    return render(request, "registers/history_page.html", context)


def title_context(register: Register, facts: RecordFacts) -> dict[str, Any]:
    """Return what every page about a record needs to name it."""
    return {
        "register": register,
        "facts": facts,
        "url": register.url(facts.key),
        "api_url": f"/api/v1/{register.key}/{facts.key}",
        "title": wording_of(facts.title),
        "aliases": [wording_of(alias) for alias in facts.aliases],
        "names": names_of_record(facts),
    }


def _sections(
    request: HttpRequest, register: Register, record: Any, actor: Actor, language: str
) -> list[Section]:
    """Return the panels of modules and the tables of what belongs to the record."""
    panels = panels_of(register.key)
    replaced = {panel.replaces for panel in panels}
    first: list[Section | None] = []
    last: list[Section | None] = []
    for panel in panels:
        section = _panel_section(request, register, record, actor, panel)
        (first if panel.order < _BEFORE_CHILDREN else last).append(section)
    tables = [
        child_section(children_of(child, record, language, actor), record.key, actor)
        for child in child_registers(register)
        if child.key not in replaced
    ]
    return [section for section in (*first, *tables, *last) if section is not None]


def _panel_section(
    request: HttpRequest, register: Register, record: Any, actor: Actor, panel: Panel
) -> Section | None:
    filled = panel.fill(record, actor, page_language())
    if filled is None:
        return None
    context = {**filled, "record": record, "register": register}
    html = render_to_string(panel.template, context, request=request)
    child = find_register(panel.replaces)
    add = add_link(child, record.key, actor) if child else ("", "")
    return Section(panel.key, panel.title, html, None, *add)
