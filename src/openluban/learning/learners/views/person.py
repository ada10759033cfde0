"""The page of one learner: for the registrar, the teacher, and the learner."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from openluban.foundation.access.actors import actor_of
from openluban.foundation.api.pace import few_files
from openluban.foundation.ui.languages import language_name, page_language
from openluban.foundation.ui.pieces import Cell, Column, Fact, FactList, Row, TableView, Wording
from openluban.kernel.numerals import format_day
from openluban.learning.learners.models.persons import Consent
from openluban.learning.learners.policies import Sight, has_own_record
from openluban.learning.learners.queries.reading import Whole, own_key, person_seen, whole_of
from openluban.learning.learners.use_cases.take_along import take_along
from openluban.learning.learners.views.added import added_to
from openluban.learning.learners.views.doors import private
from openluban.learning.learners.views.enrolment_pieces import enrolment_pieces
from openluban.learning.learners.views.history_pieces import history_of
from openluban.learning.learners.wording import (
    CONTACTS,
    NAMES,
    NUMBERS,
    PURPOSES,
    SEXES,
    day,
    main_name,
)


@require_safe
@private(has_own_record)
def own_view(request: HttpRequest) -> HttpResponse:
    """Lead learners to their own record."""
    return redirect("learner", key=own_key(actor_of(request)))


@require_safe
@private()
def person_view(request: HttpRequest, key: str) -> HttpResponse:
    """Show a learner as far as the reader may know."""
    actor = actor_of(request)
    person, sight = person_seen(key, actor)
    if person.merged_into is not None:
        return redirect("learner", key=person.merged_into.key)
    whole = whole_of(person, sight, actor)
    context = {
        "person": person,
        "heading": _heading(whole),
        "names": _names(whole),
        "facts": _facts(whole) if sight != Sight.TAUGHT else None,
        "numbers": whole.numbers,
        "numbers_table": _numbers(whole),
        "enrolments": enrolment_pieces(whole),
        "consents": _consents(whole),
        "standing": [
            (each.purpose, PURPOSES[each.purpose])
            for each in whole.consents
            if each.withdrawn_on is None
        ],
        "history": history_of(whole),
        "joined": whole.joined,
        "added": added_to("learners", person, request),
        "is_kept": sight == Sight.KEPT,
        "is_own": sight == Sight.OWN,
        "is_whole": sight != Sight.TAUGHT,
    }
    return render(request, "learners/person.html", context)


@require_POST
@private()
@few_files
def export_view(request: HttpRequest, key: str) -> HttpResponse:
    """Send all that is kept of a learner as JSON."""
    data = take_along(key=key, actor=actor_of(request), at=timezone.now())
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = f'attachment; filename="learner-{key}.json"'
    return response


def _heading(whole: Whole) -> str:
    first = main_name(whole.names)
    return first.full if first else _("no name")


def _names(whole: Whole) -> FactList:
    facts = []
    for name in whole.names:
        note = language_name(name.language, page_language()) if name.language else ""
        values = (Wording(name.full, lang=name.language),)
        facts.append(Fact(NAMES[name.kind], values, note))
    return FactList(tuple(facts))


def _facts(whole: Whole) -> FactList:
    person = whole.person
    workshop = person.workshop.name.best(page_language())
    born = format_day(person.born_on.text, page_language()) if person.born_on else ""
    tongue = language_name(person.language, page_language()) if person.language else ""
    given = [
        (_("Born on"), born),
        (_("Born in"), person.birth_place),
        (_("Sex"), "" if person.sex == "0" else str(SEXES[person.sex])),
        (_("Language"), tongue),
        *((CONTACTS[each.kind], each.value) for each in whole.contacts),
        (_("Note"), person.note),
        (_("Registered by"), workshop[1] or person.workshop.key),
        (_("Pseudonym outside"), person.token),
        (_("Signs in as"), person.account.email if person.account else ""),
        (_("In the source"), f"{person.source}: {person.external_id}" if person.source else ""),
    ]
    return FactList(tuple(Fact(label, (Wording(text),)) for label, text in given if text))


def _numbers(whole: Whole) -> TableView | None:
    if not whole.numbers:
        return None
    columns = (
        Column("kind", _("What it is")),
        Column("country", _("Country")),
        Column("value", pgettext("of a document", "Number")),
    )
    rows = tuple(
        Row((Cell(NUMBERS[each.kind]), Cell(each.country.upper()), Cell(each.value)))
        for each in whole.numbers
    )
    return TableView(_("Numbers that authorities gave"), columns, rows)


def _consents(whole: Whole) -> TableView | None:
    if not whole.consents:
        return None
    columns = (
        Column("purpose", _("To what")),
        Column("text", _("Text that was read")),
        Column("given", _("Given")),
        Column("state", _("State")),
    )
    rows = tuple(
        Row(
            (
                Cell(PURPOSES[each.purpose]),
                Cell(_text_read(each)),
                Cell(day(each.given_on)),
                Cell(_standing(each)),
            )
        )
        for each in whole.consents
    )
    return TableView(_("Consents"), columns, rows)


def _text_read(consent: Consent) -> str:
    language = language_name(consent.language, page_language())
    return _("%(version)s, in %(language)s") % {
        "version": consent.text_version,
        "language": language,
    }


def _standing(consent: Consent) -> str:
    if consent.withdrawn_on is None:
        return _("stands")
    return _("withdrawn on %(day)s") % {"day": day(consent.withdrawn_on)}
