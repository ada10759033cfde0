"""What changed between two versions of a standard."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from openluban.foundation.access.actors import actor_of
from openluban.foundation.registers.finding import the_register
from openluban.foundation.registers.queries.visible import visible_record
from openluban.foundation.registers.views.keeping import kept_page
from openluban.foundation.ui.filter_pieces import Choice, FilterPart, FilterSentence
from openluban.foundation.ui.joining import listed, names_listed
from openluban.foundation.ui.languages import language_name, page_language
from openluban.foundation.ui.pieces import Mark
from openluban.kernel.refusals import NotFound
from openluban.teaching.standards.lines import named
from openluban.teaching.standards.models import Standard, Version
from openluban.teaching.standards.queries.standing import (
    clause_texts,
    clauses_of,
    versions_of,
)
from openluban.teaching.standards.rules.changes import (
    Change,
    ClauseChange,
    compare_clauses,
    tally,
)
from openluban.teaching.standards.rules.wording import Kind, Run

_KIND = {Change.ADDED: "timber", Change.REMOVED: "seal"}


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A clause that changed: its number (before and after), its texts, what stayed as it was."""

    number: str
    old_number: str
    mark: Mark
    texts: tuple[tuple[str, SafeString], ...]
    same_in: str


@require_safe
def changes_page(request: HttpRequest, key: str) -> HttpResponse:
    """Show two versions of a standard clause by clause; by default the last two."""
    return kept_page(request, lambda: _made(request, key))


def _made(request: HttpRequest, key: str) -> HttpResponse:
    actor = actor_of(request)
    standard: Standard = visible_record(the_register("standards"), key, actor)
    versions = versions_of(standard, actor)
    language = page_language()
    before, after = _chosen(versions, request.GET.get("from", ""), request.GET.get("to", ""))
    context: dict[str, Any] = {
        "standards_url": "/standards/",
        "standard": named(standard, f"/standards/{key}/", language),
        "before": before,
        "after": after,
    }
    if before is not None and after is not None:
        kept = clauses_of([before, after], actor)
        changes = compare_clauses(clause_texts(kept[before.pk]), clause_texts(kept[after.pk]))
        context |= {
            "filter": _sentence(versions, before, after, key),
            "counted": _counted(changes),
            "lines": [_line(each, language) for each in changes if each.kind != Change.SAME],
            "has_clauses": bool(changes),
        }
    return render(request, "standards/changes.html", context)


def _chosen(
    versions: Sequence[Version], earlier: str, later: str
) -> tuple[Version | None, Version | None]:
    """Return the versions to compare; by default the newest, and the one before the later.

    :raises NotFound: the standard has no version of a key that was given
    """
    by_key = {version.key: version for version in versions}
    for wanted in (earlier, later):
        if wanted and wanted not in by_key:
            raise NotFound(register="standard-versions", key=wanted)
    after = by_key[later] if later else next(iter(versions), None)
    if earlier:
        return by_key[earlier], after
    if after is None:
        return None, None
    older = versions[versions.index(after) + 1 :]
    return (older[0] if older else None), after


def _sentence(
    versions: Sequence[Version], before: Version, after: Version, key: str
) -> FilterSentence:
    def part(name: str, label: str, chosen: Version) -> FilterPart:
        choices = tuple(
            Choice(version.key, version.edition, selected=version.pk == chosen.pk)
            for version in versions
        )
        return FilterPart(name=name, label=label, lead=label, choices=choices)

    return FilterSentence(
        subject=_("Changes"),
        parts=(part("from", _("from edition"), before), part("to", _("to edition"), after)),
        action_url=f"/standards/{key}/changes/",
    )


def _counted(changes: Sequence[ClauseChange]) -> str:
    """Return how many clauses changed in which way, in words."""
    number = tally(changes)
    said = [
        (Change.CHANGED, _words_changed(number[Change.CHANGED])),
        (Change.ADDED, _words_added(number[Change.ADDED])),
        (Change.REMOVED, _words_removed(number[Change.REMOVED])),
        (Change.MOVED, _words_moved(number[Change.MOVED])),
        (Change.SAME, _words_same(number[Change.SAME])),
    ]
    return listed(words for kind, words in said if number[kind])


def _words_changed(n: int) -> str:
    return ngettext("%(n)s clause changed", "%(n)s clauses changed", n) % {"n": n}


def _words_added(n: int) -> str:
    return ngettext("%(n)s clause added", "%(n)s clauses added", n) % {"n": n}


def _words_removed(n: int) -> str:
    return ngettext("%(n)s clause removed", "%(n)s clauses removed", n) % {"n": n}


def _words_moved(n: int) -> str:
    return ngettext("%(n)s clause renumbered", "%(n)s clauses renumbered", n) % {"n": n}


def _words_same(n: int) -> str:
    return ngettext("%(n)s clause as it was", "%(n)s clauses as they were", n) % {"n": n}


def _line(change: ClauseChange, language: str) -> ChangeLine:
    old = change.before.number if change.before else ""
    new = change.after.number if change.after else ""
    texts = change.texts()
    is_moved = change.kind == Change.MOVED
    return ChangeLine(
        number=new or old,
        old_number=old if new and old != new else "",
        mark=Mark(_kind_words(change.kind), _KIND.get(change.kind, "plain")),  # type: ignore[arg-type]
        texts=tuple(
            (text.language, _markup(text.runs)) for text in texts if is_moved or not text.is_same
        ),
        same_in=""
        if is_moved
        else names_listed(language_name(text.language, language) for text in texts if text.is_same),
    )


def _markup(runs: Sequence[Run]) -> SafeString:
    """Return runs with what went and what came marked, and not a blank more or less."""
    tags = {Kind.ADDED: "ins", Kind.REMOVED: "del", Kind.SAME: "span"}
    return format_html_join("", "<{0}>{1}</{0}>", ((tags[run.kind], run.text) for run in runs))


def _kind_words(kind: Change) -> str:
    return {
        Change.ADDED: _("added"),
        Change.REMOVED: _("removed"),
        Change.CHANGED: _("changed"),
        Change.MOVED: _("renumbered"),
        Change.SAME: _("as it was"),
    }[kind]
