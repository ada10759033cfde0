"""A unit in one language, its versions, and one of them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openluban.foundation.access.actors import actor_of
from openluban.foundation.registers.views.keeping import kept_page
from openluban.foundation.ui.languages import language_name, page_language
from openluban.foundation.ui.pieces import (
    Cell,
    Column,
    Empty,
    Fact,
    FactList,
    Row,
    TableView,
    Wording,
)
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotFound
from openluban.teaching.library.markup.cues import cues_of, with_plain_times
from openluban.teaching.library.markup.html import page_html
from openluban.teaching.library.models import State, Unit, UnitText
from openluban.teaching.library.policies import may_publish, may_review, may_write
from openluban.teaching.library.queries.finding import the_text, the_unit
from openluban.teaching.library.queries.neighbours import neighbours_of
from openluban.teaching.library.queries.standing import LanguageStanding, standings_of
from openluban.teaching.library.queries.texts import TextRow, Texts, texts_of
from openluban.teaching.library.views.addresses import (
    beside_url,
    films_url,
    leaves_of,
    read_url,
    subtitle_files,
    text_files,
    version_url,
    versions_url,
    write_url,
)
from openluban.teaching.library.views.film_pieces import film_of
from openluban.teaching.library.views.pieces import (
    crumbs_of,
    day_words,
    language_lines,
    state_mark,
    title_in,
)
from openluban.teaching.library.wording import STATE_WORDS, stale_words


@require_safe
def read_page(request: HttpRequest, key: str, language: str = "") -> HttpResponse:
    """Show what is read of a unit, in the language asked for or the reader's best."""
    return kept_page(request, lambda: _read(request, key, language))


def _read(request: HttpRequest, key: str, language: str) -> HttpResponse:
    actor = actor_of(request)
    unit = the_unit(key, actor)
    texts = texts_of(unit, actor)
    known = language or _best(texts, unit)
    row = texts.read_in(known)
    if row is None and language:
        raise NotFound(language=language)
    return _page(request, unit, texts, row, actor)


def _best(texts: Texts, unit: Unit) -> str:
    """Return the reader's language if there is a text in it, else the original's, else any."""
    languages = texts.languages
    for wanted in (page_language(), unit.resource.original_language, "en", *languages):
        if wanted in languages:
            return wanted
    return ""


@require_safe
def version_page(request: HttpRequest, key: str, language: str, version: int) -> HttpResponse:
    """Show one version; whoever may can review, publish or supersede it there."""
    return kept_page(request, lambda: _version(request, key, language, version))


def _version(request: HttpRequest, key: str, language: str, version: int) -> HttpResponse:
    actor = actor_of(request)
    unit = the_unit(key, actor)
    texts = texts_of(unit, actor)
    rows = [row for row in texts.versions(language) if row.version == version]
    if not rows:
        raise NotFound(language=language, version=version)
    return _page(request, unit, texts, rows[0], actor)


def _page(
    request: HttpRequest, unit: Unit, texts: Texts, row: TextRow | None, actor: Actor
) -> HttpResponse:
    standings = standings_of({unit.pk: texts}).get(unit.pk, [])
    reader = page_language()
    present = row.language if row else ""
    original = unit.resource.original_language
    context: dict[str, Any] = {
        **crumbs_of(unit),
        "row": row,
        "original": original,
        "languages": language_lines(unit, standings, present, original=original),
        "neighbours": neighbours_of(unit, actor, reader),
        "write_url": write_url(unit.key, present or original) if may_write(actor) else "",
        "films_url": films_url(unit.key) if may_write(actor) else "",
        "film": film_of(unit, row, actor),
        "record_url": f"/units/{unit.key}/",
        "standings": standings,
    }
    if row is not None:
        text = the_text(unit, row.language, row.version, actor)
        context |= _text_context(unit, texts, text, row, reader)
        context |= _notes(unit, texts, row, standings)
        context |= _deeds(unit, text, actor)
    return render(request, "library/read.html", context)


def _text_context(
    unit: Unit, texts: Texts, text: UnitText, row: TextRow, reader: str
) -> dict[str, Any]:
    facts = [
        Fact(_("Version"), (Wording(str(row.version)),)),
        Fact(_("Standing"), (Wording(STATE_WORDS[row.state]),), _review_note(row)),
    ]
    if row.published_at:
        facts.append(Fact(_("Published"), (Wording(day_words(row.published_at)),)))
    if row.source_id:
        made = _("Version %(version)s of the original (%(language)s)") % {
            "version": row.source_version,
            "language": language_name(row.source_language, reader),
        }
        facts.append(Fact(_("Translated from"), (Wording(made),)))
    facts.append(Fact(_("Rights"), (Wording(unit.resource.rights),), unit.resource.credit))
    files = text_files(unit.key, row)
    if cues_of(text.body):
        files += subtitle_files(unit.key, row)
    return {
        "title": row.title or title_in(unit, row.language)[1] or unit.key,
        "article": SafeString(with_plain_times(page_html(text.body))),  # cleaned there
        "has_title": bool(row.title) and text.body.lstrip().startswith("# "),
        "facts": FactList(tuple(facts)),
        "mark": state_mark(row),
        "versions_url": versions_url(unit.key, row.language),
        "versions": len(texts.versions(row.language)),
        "files": files,
        "leaves_url": leaves_of(unit.key, texts.versions(row.language), row),
        "language": row.language,
        "language_name": language_name(row.language, reader),
    }


def _review_note(row: TextRow) -> str:
    if row.reviewed_at:
        return _("Reviewed by the other side on %(day)s.") % {"day": day_words(row.reviewed_at)}
    return _("Nobody of the other side has reviewed it here.")


def _notes(
    unit: Unit, texts: Texts, row: TextRow, standings: list[LanguageStanding]
) -> dict[str, Any]:
    """Return what the reader must know before the text: a newer version, a newer original."""
    published = texts.published(row.language)
    newer = published if published and published.version > row.version else None
    standing = next((each for each in standings if each.text.pk == row.pk), None)
    is_stale = standing is not None and bool(standing.stale)
    return {
        "newer_url": version_url(unit.key, newer) if newer else "",
        "is_draft": row.state in {State.DRAFT, State.REVIEWED},
        "is_superseded": row.state == State.SUPERSEDED,
        "stale": stale_words(standing.stale) if standing and is_stale else "",
        "beside_url": beside_url(unit.key, row.source_language, row.language)
        if row.source_id
        else "",
    }


def _deeds(unit: Unit, text: UnitText, actor: Actor) -> dict[str, Any]:
    is_draft = text.state == State.DRAFT
    return {
        "may_review": is_draft and may_review(actor, text),
        "waits_for_review": is_draft and may_write(actor) and not may_review(actor, text),
        "may_publish": text.state == State.REVIEWED and may_publish(actor),
        "may_supersede": text.state == State.PUBLISHED and may_publish(actor),
        "deed_url": reverse("unit_deed", args=[unit.key, text.language, text.version]),
    }


@require_safe
def versions_page(request: HttpRequest, key: str, language: str) -> HttpResponse:
    """List the versions of a unit in a language, newest first."""
    return kept_page(request, lambda: _versions(request, key, language))


def _versions(request: HttpRequest, key: str, language: str) -> HttpResponse:
    actor, reader = actor_of(request), page_language()
    unit = the_unit(key, actor)
    rows = texts_of(unit, actor).versions(language)
    if not rows:
        raise NotFound(language=language[:40])
    name = language_name(language, reader)
    is_translated = any(row.source_id for row in rows)
    columns = (
        Column("version", _("Version"), numeric=True),
        Column("title", _("Title")),
        Column("state", _("Standing")),
        *((Column("source", _("Translated from"), numeric=True),) if is_translated else ()),
        Column("made", _("Written")),
        Column("reviewed", _("Reviewed")),
        Column("published", _("Published")),
        Column("superseded", _("Superseded")),
        Column("leaves", _("Leaves")),
    )
    table = TableView(
        _("Versions in %(language)s") % {"language": name},
        columns,
        tuple(_version_row(unit.key, row, rows, is_translated=is_translated) for row in rows),
        Empty(_("There is no version.")),
    )
    context = {
        **crumbs_of(unit, _("Versions")),
        "table": table,
        "language_name": name,
        "read_url": read_url(unit.key, language),
    }
    return render(request, "library/versions.html", context)


def _version_row(key: str, row: TextRow, rows: list[TextRow], *, is_translated: bool) -> Row:
    leaves = leaves_of(key, rows, row)
    source = Cell(str(row.source_version) if row.source_id else "")
    return Row(
        (
            Cell(str(row.version), version_url(key, row)),
            Cell(row.title, lang=row.language),
            Cell(marks=(state_mark(row),)),
            *((source,) if is_translated else ()),
            Cell(day_words(row.made_at)),
            Cell(day_words(row.reviewed_at)),
            Cell(day_words(row.published_at)),
            Cell(day_words(row.superseded_at)),
            Cell(_("to exchange"), leaves) if leaves else Cell(),
        )
    )
