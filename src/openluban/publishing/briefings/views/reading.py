"""Pages for readers: all briefings, one briefing, one edition."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openluban.foundation.access.actors import actor_of
from openluban.foundation.registers.views.answers import SeeOther
from openluban.foundation.registers.views.keeping import kept_page
from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import Fact, FactList, Wording
from openluban.kernel.numerals import format_day
from openluban.kernel.refusals import NotFound
from openluban.publishing.briefings.formats.html import to_html
from openluban.publishing.briefings.models import Briefing, Edition
from openluban.publishing.briefings.policies import may_write
from openluban.publishing.briefings.queries.integrity import is_intact
from openluban.publishing.briefings.queries.reading import (
    BriefingRow,
    EditionRow,
    drafts,
    edition_rows,
    published_briefings,
    the_edition,
)
from openluban.publishing.briefings.queries.standing import standing_of
from openluban.publishing.briefings.queries.statements import difference
from openluban.publishing.briefings.views.addresses import (
    FILES,
    edition_url,
    file_url,
    write_url,
)
from openluban.publishing.briefings.views.restating import compared_view, restated_views
from openluban.publishing.briefings.views.setting import language_of, page_document


@require_safe
def briefing_list(request: HttpRequest) -> HttpResponse:
    """Show the published briefings, and to those who write the others as well."""

    def make() -> HttpResponse:
        actor, language = actor_of(request), page_language()
        context = {
            "rows": [_row(row, language) for row in published_briefings()],
            "drafts": [{"row": row, "url": write_url(row.key)} for row in drafts(actor, language)],
            "may_write": may_write(actor),
        }
        return render(request, "briefings/list.html", context)

    return kept_page(request, make)


def _row(row: BriefingRow, language: str) -> dict[str, Any]:
    spoken, title = row.title(language)
    return {
        "title": Wording(
            title, reverse("briefing", args=[row.key]), "" if spoken == language else spoken
        ),
        "day": format_day(row.day.isoformat(), language),
        "number": row.number,
    }


@require_safe
def briefing_page(request: HttpRequest, key: str) -> HttpResponse:
    """Show the newest edition; to those who write, where a briefing without one is written."""
    try:
        return kept_page(request, lambda: _edition_page(request, the_edition(key)))
    except NotFound:
        if may_write(actor_of(request)) and Briefing.objects.filter(key=key).exists():
            return SeeOther(write_url(key))
        raise


@require_safe
def edition_page(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Show an edition, with a note if it was corrected."""
    return kept_page(request, lambda: _edition_page(request, the_edition(key, number)))


def _edition_page(request: HttpRequest, edition: Edition) -> HttpResponse:
    language, reader = language_of(request, edition), page_language()
    rows = edition_rows(edition.briefing)
    restated = standing_of(edition)
    document = page_document(edition, language, restated)
    context = {
        "title": document.title,
        "article": SafeString(to_html(document)),
        "restated": restated_views(restated.values(), reader),
        "is_intact": is_intact(edition),
        "edition": edition.number,
        "newest": rows[0].number,
        "newest_url": reverse("briefing", args=[edition.briefing.key]),
        "reason": edition.reason,
        **_correction(edition, reader),
        **_side(request, edition, language, rows),
    }
    return render(request, "briefings/edition.html", context)


def _correction(edition: Edition, reader: str) -> dict[str, Any]:
    """Return what an edition after the first corrects; one query."""
    if edition.number == 1:
        return {"compared": None}
    former = the_edition(edition.briefing.key, edition.number - 1)
    names = (_edition_name(former.number), _edition_name(edition.number))
    found = difference(former.statement, edition.statement)
    return {
        "compared": compared_view(found, _("What this edition corrects"), names, reader),
        "former_url": edition_url(edition.briefing.key, former.number),
    }


def _edition_name(number: int) -> str:
    return _("Edition %(number)s") % {"number": number}


def _side(
    request: HttpRequest, edition: Edition, language: str, rows: list[EditionRow]
) -> dict[str, Any]:
    reader = page_language()
    key = edition.briefing.key
    facts = (
        Fact(_("Edition"), (Wording(str(edition.number)),)),
        Fact(_("Numbers as at"), (Wording(format_day(edition.day.isoformat(), reader)),)),
        Fact(
            _("Published"),
            (Wording(format_day(edition.published_at.date().isoformat(), reader)),),
            _("Signed by two officers of the network."),
        ),
    )
    return {
        "facts": FactList(facts),
        "languages": [
            (
                edition_url(key, edition.number, each),
                str(get_language_info(each)["name_local"]),
                each,
                each == language,
            )
            for each in edition.titles
        ],
        "files": [(file_url(edition, each, language), each.upper()) for each in FILES],
        "json_url": file_url(edition, "json"),
        "digest": edition.digest,
        "editions": [_edition_line(key, row, edition.number, reader) for row in rows],
        "write_url": write_url(key, language) if may_write(actor_of(request)) else "",
        "publish_url": reverse("briefing_publish", args=[key]),
    }


def _edition_line(key: str, row: EditionRow, present: int, reader: str) -> dict[str, Any]:
    return {
        "url": edition_url(key, row.number),
        "name": _edition_name(row.number),
        "day": format_day(row.published_at.date().isoformat(), reader),
        "is_present": row.number == present,
        "reason": row.reason,
    }
