"""Where two persons sign a briefing."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openluban.foundation.access.actors import actor_of
from openluban.foundation.api.recent import shown_anew
from openluban.foundation.registers.views.answers import UNPROCESSABLE, SeeOther
from openluban.foundation.registers.views.moments import moment_words
from openluban.foundation.registers.views.sending import sent
from openluban.foundation.ui.form_pieces import ErrorLine, ErrorSummary, FieldView
from openluban.foundation.ui.languages import language_name, page_language
from openluban.foundation.ui.pieces import Cell, Column, Row, TableView
from openluban.kernel.dates import NotADate, typed_date
from openluban.kernel.numerals import format_day, format_day_short
from openluban.kernel.refusals import NotAllowed, NotFound, Refusal
from openluban.publishing.briefings.errors import DayUnreadable
from openluban.publishing.briefings.filling import Setting, filled, told_definition, url_of
from openluban.publishing.briefings.formats.html import to_html
from openluban.publishing.briefings.frozen import FrozenFigure
from openluban.publishing.briefings.models import Briefing, Edition, PublicationRequest
from openluban.publishing.briefings.placeholders import PHRASE
from openluban.publishing.briefings.queries.freezing_texts import read_texts
from openluban.publishing.briefings.queries.reading import (
    name_of_person,
    request_of,
    the_briefing,
)
from openluban.publishing.briefings.queries.statements import (
    changes_since,
    contents_of,
    difference,
    latest_edition,
    texts_now,
)
from openluban.publishing.briefings.rules import correction
from openluban.publishing.briefings.use_cases.confirm_publication import confirm_publication
from openluban.publishing.briefings.use_cases.correct import correct
from openluban.publishing.briefings.use_cases.propose_publication import propose_publication
from openluban.publishing.briefings.use_cases.withdraw_request import withdraw_request
from openluban.publishing.briefings.views.addresses import write_url
from openluban.publishing.briefings.views.doors import for_writers
from openluban.publishing.briefings.views.restating import compared_view

Context = dict[str, Any]


@require_http_methods(["GET", "HEAD", "POST"])
@for_writers
@shown_anew
def publish(request: HttpRequest, key: str) -> HttpResponse:
    """Show what is to be signed, or take a signature."""
    briefing = the_briefing(key)
    if request.method != "POST":
        return _show(request, briefing)
    deeds: dict[str, Callable[[HttpRequest, Briefing], str]] = {
        "first": _sign_first,
        "second": _sign_second,
        "withdraw": _withdraw,
    }
    deed = deeds.get(sent(request, "action"))
    if deed is None:
        return _show(request, briefing)
    try:
        url = deed(request, briefing)
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        return _show(request, briefing, refusal)
    return SeeOther(url)


def _sign_first(request: HttpRequest, briefing: Briefing) -> str:
    day, actor, now = _sent_day(sent(request, "day")), actor_of(request), timezone.now()
    if latest_edition(briefing) is None:
        propose_publication(briefing_key=briefing.key, day=day, actor=actor, at=now)
    else:
        correct(
            briefing_key=briefing.key,
            day=day,
            reason=sent(request, "reason"),
            actor=actor,
            at=now,
        )
    messages.success(request, _("Signed. It waits for somebody else’s signature."))
    return reverse("briefing_publish", args=[briefing.key])


def _sign_second(request: HttpRequest, briefing: Briefing) -> str:
    confirm_publication(
        briefing_key=briefing.key,
        signed_digest=sent(request, "digest"),
        actor=actor_of(request),
        at=timezone.now(),
    )
    messages.success(request, _("Published."))
    return reverse("briefing", args=[briefing.key])


def _withdraw(request: HttpRequest, briefing: Briefing) -> str:
    withdraw_request(
        briefing_key=briefing.key,
        reason=sent(request, "reason"),
        actor=actor_of(request),
        at=timezone.now(),
    )
    messages.success(request, _("The first signature is withdrawn."))
    return reverse("briefing_publish", args=[briefing.key])


def _sent_day(text: str) -> date:
    """Read the day of the numbers.

    :raises DayUnreadable: it is no day
    """
    try:
        known = typed_date(text)
    except NotADate:
        raise DayUnreadable(day=text[:40]) from None
    if not known.is_exact:
        raise DayUnreadable(day=text[:40])
    return known.earliest


def _show(request: HttpRequest, briefing: Briefing, refusal: Refusal | None = None) -> HttpResponse:
    waiting = request_of(briefing)
    former = latest_edition(briefing)
    context = {
        "key": briefing.key,
        "former": former.number if former else 0,
        "errors": ErrorSummary((ErrorLine(str(refusal)),)) if refusal else None,
        "page_url": reverse("briefing", args=[briefing.key]),
        "write_url": write_url(briefing.key),
        **(_waiting(request, waiting, former) if waiting else _unsigned(request, briefing, former)),
    }
    status = UNPROCESSABLE if refusal else 200
    return render(request, "briefings/publish.html", context, status=status)


def _waiting(request: HttpRequest, waiting: PublicationRequest, former: Edition | None) -> Context:
    """Return what the second person needs to see before signing."""
    reader = page_language()
    contents = contents_of(waiting.statement)
    changed = changes_since(waiting)
    compared = []
    if changed:
        heading = _("What has changed since the first signature")
        compared.append(compared_view(changed, heading, (_("Signed"), _("Now")), reader))
    if former is not None:
        heading = _("What differs from the published edition")
        found = difference(former.statement, waiting.statement)
        compared.append(compared_view(found, heading, (_("Published"), _("Signed")), reader))
    return {
        "waiting": waiting,
        "signer": name_of_person(waiting.first_signer),
        "signed_at": moment_words(waiting.signed_at, reader),
        "signed_iso": waiting.signed_at.isoformat(),
        "is_mine": waiting.first_signer == actor_of(request).key,
        "day_words": format_day(waiting.day.isoformat(), reader),
        "has_changed": changed is None or bool(changed),
        "comparisons": compared,
        "numbers": _numbers(contents.figures),
        "articles": _articles(contents.texts, contents.figures, waiting.day),
        "problems": [],
    }


def _unsigned(request: HttpRequest, briefing: Briefing, former: Edition | None) -> Context:
    """Return what the first person would sign."""
    day = former.day if former else timezone.localdate()
    text = sent(request, "day")
    with suppress(DayUnreadable):
        day = min(_sent_day(text), timezone.localdate()) if text else day
    texts = texts_now(briefing)
    read = read_texts(texts, day=day)
    compared = []
    if former is not None:
        before = contents_of(former.statement)
        changed = correction(before.figures, read.figures, texts=(before.texts, texts))
        heading = _("What differs from the published edition")
        names = (_("Published"), _("Now"))
        compared = [compared_view(changed, heading, names, page_language())] if changed else []
    shown = {language: body for language, body in texts.items() if language not in read.problems}
    return {
        "waiting": None,
        "day_field": FieldView(
            "day",
            _("Day of the numbers"),
            value=text or day.isoformat(),
            help=_("Such as 2025-08-30. It holds for numbers whose day the text does not state."),
            required=True,
        ),
        "reason_field": _reason_field(request) if former else None,
        "comparisons": compared,
        "has_changed": bool(compared),
        "numbers": _numbers(read.figures),
        "articles": _articles(shown, read.figures, day),
        "problems": [
            (
                language_name(language, page_language()),
                write_url(briefing.key, language),
                len(found),
            )
            for language, found in read.problems.items()
        ],
        "has_texts": bool(texts),
    }


def _reason_field(request: HttpRequest) -> FieldView:
    return FieldView(
        "reason",
        _("Why the published edition is corrected"),
        "longtext",
        sent(request, "reason"),
        _("Readers see it above the new edition."),
        required=True,
    )


def _numbers(figures: Mapping[str, FrozenFigure]) -> TableView:
    reader = page_language()
    columns = (
        Column("number", _("Number")),
        Column("definition", _("Definition")),
        Column("day", _("As at"), numeric=True),
        Column("records", _("Records"), numeric=True),
    )
    rows = tuple(
        Row(
            (
                Cell(figure.words[reader][PHRASE], url_of(figure)),
                Cell(told_definition(figure, reader)),
                Cell(format_day_short(figure.at, reader)),
                Cell(str(figure.count)),
            )
        )
        for figure in figures.values()
    )
    return TableView(_("The numbers to be signed"), columns, rows)


def _articles(
    texts: Mapping[str, str], figures: Mapping[str, FrozenFigure], day: date
) -> list[tuple[str, SafeString]]:
    reader = page_language()
    return [
        (
            language_name(language, reader),
            _article(body, figures, Setting(language, day, is_published=False)),
        )
        for language, body in texts.items()
    ]


def _article(markdown: str, figures: Mapping[str, FrozenFigure], setting: Setting) -> SafeString:
    document = filled(markdown, figures, setting)
    return SafeString(to_html(document, prefix=f"{setting.language}-"))
