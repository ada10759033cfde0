"""Forms of the registrar about a person: details, numbers, sign-in, consents, erasing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST

from openluban.directory.places.public import Country
from openluban.foundation.access.actors import actor_of
from openluban.foundation.api.recent import shown_anew
from openluban.foundation.registers.views.answers import SeeOther
from openluban.foundation.registers.views.sending import sent, sent_version
from openluban.foundation.ui.filter_pieces import Choice
from openluban.foundation.ui.form_pieces import FieldView
from openluban.foundation.ui.languages import page_language
from openluban.kernel.refusals import NotFound, Refusal
from openluban.learning.learners.models.persons import Person
from openluban.learning.learners.policies import Sight, may_keep_some, the_person
from openluban.learning.learners.queries.offering import offered_to
from openluban.learning.learners.queries.reading import person_seen
from openluban.learning.learners.roles import KEEP
from openluban.learning.learners.use_cases.consent import (
    Agreed,
    ask_erasure,
    give_consent,
    withdraw_consent,
)
from openluban.learning.learners.use_cases.edit import edit_person
from openluban.learning.learners.use_cases.erase import erase_learner
from openluban.learning.learners.use_cases.groups import link_account
from openluban.learning.learners.use_cases.identify import add_identifier, remove_identifier
from openluban.learning.learners.use_cases.register import register_person
from openluban.learning.learners.views.detail_fields import (
    cells_of,
    detail_groups,
    sent_cells,
)
from openluban.learning.learners.views.doors import private
from openluban.learning.learners.views.forms import Asking, Errors, choices, form_page, of, the_day
from openluban.learning.learners.wording import NUMBERS, PURPOSES

_FORM = ["GET", "HEAD", "POST"]


def _page(key: str) -> str:
    return reverse("learner", args=[key])


@require_http_methods(_FORM)
@private(may_keep_some)
def add_view(request: HttpRequest) -> HttpResponse:
    """Register somebody."""
    workshops = offered_to(actor_of(request), ability=KEEP).workshops
    cells = sent_cells(request)
    made: list[Person] = []

    def fields(errors: Errors) -> tuple[FieldView, ...]:
        options = choices(dict(workshops), sent(request, "workshop"))
        where = FieldView("workshop", _("Workshop"), "choice", choices=options, required=True)
        return (where,)

    def deed() -> None:
        made.append(
            register_person(
                workshop=sent(request, "workshop"),
                cells=cells,
                actor=actor_of(request),
                at=timezone.now(),
            )
        )

    asking = Asking(
        _("Register a learner"),
        fields,
        reverse("learners"),
        _("The learner is registered. Enrol them next."),
        lead=_("What stands here stays at this installation. Leave empty what nobody needs."),
        groups=lambda errors: detail_groups(cells, errors),
    )
    answer = form_page(request, asking, deed)
    return SeeOther(_page(made[0].key)) if made else answer


@require_http_methods(_FORM)
@private()
def edit_view(request: HttpRequest, key: str) -> HttpResponse:
    """Write a person's details anew."""
    person = the_person_shown(key, request)
    cells = sent_cells(request) if request.method == "POST" else cells_of(person)

    def fields(errors: Errors) -> tuple[FieldView, ...]:
        version = str(sent_version(request) or person.version)
        return (FieldView("version", "", "hidden", version),)

    def deed() -> None:
        edit_person(
            key=key,
            cells=cells,
            version=sent_version(request),
            actor=actor_of(request),
            at=timezone.now(),
        )

    asking = Asking(
        _("Edit the details"),
        fields,
        _page(key),
        _("The details are kept."),
        person=person,
        groups=lambda errors: detail_groups(cells, errors),
    )
    return form_page(request, asking, deed)


def the_person_shown(key: str, request: HttpRequest) -> Person:
    """Return a person whom the reader keeps.

    :raises NotFound: there is none, or the reader may not know
    """
    return the_person(key, actor_of(request))


@require_http_methods(_FORM)
@private()
def number_view(request: HttpRequest, key: str) -> HttpResponse:
    """Add a number that an authority gave."""
    person = the_person_shown(key, request)
    reader = page_language()

    def fields(errors: Errors) -> tuple[FieldView, ...]:
        countries = Country.objects.order_by("sort_name").only("key", "name")
        listed = [Choice(each.key, each.name.best(reader)[1]) for each in countries]
        return (
            FieldView("kind", _("What it is"), "choice", errors=of(errors, "kind"),
                      choices=choices(NUMBERS, sent(request, "kind")), required=True),
            FieldView("country", _("Country"), "choice", errors=of(errors, "country"),
                      choices=(Choice("", "—"), *listed)),
            FieldView("number", pgettext("of a document", "Number"),
                      errors=of(errors, "number"), required=True,
                      help=_("It is kept encrypted. Only who knows it whole can look for it."),
                      autocomplete="off"),
        )  # fmt: skip

    def deed() -> None:
        add_identifier(
            key=key,
            kind=sent(request, "kind"),
            number=sent(request, "number"),
            country=sent(request, "country"),
            actor=actor_of(request),
            at=timezone.now(),
        )

    done = _("The number is kept.")
    return form_page(
        request, Asking(_("Add a number"), fields, _page(key), done, person=person), deed
    )


@require_POST
@private()
def number_remove_view(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Forget a number."""
    remove_identifier(key=key, number_id=number, actor=actor_of(request), at=timezone.now())
    messages.success(request, _("The number is removed."))
    return SeeOther(_page(key))


@require_http_methods(_FORM)
@private()
def account_view(request: HttpRequest, key: str) -> HttpResponse:
    """Link an account, so that the person can sign in to their record."""
    person = the_person_shown(key, request)

    def fields(errors: Errors) -> tuple[FieldView, ...]:
        return (
            FieldView("email", _("E-mail address"), "email", errors=of(errors, "email"),
                      required=True,
                      help=_("An administrator makes the account and gives it the role learner at"
                             " this workshop first.")),
        )  # fmt: skip

    def deed() -> None:
        link_account(
            key=key, email=sent(request, "email"), actor=actor_of(request), at=timezone.now()
        )

    done = _("The person can sign in to their record.")
    return form_page(
        request, Asking(_("Link a sign-in"), fields, _page(key), done, person=person), deed
    )


@require_http_methods(_FORM)
@private()
def consent_view(request: HttpRequest, key: str) -> HttpResponse:
    """Record a consent."""
    person, sight = person_seen(key, actor_of(request))
    if sight == Sight.TAUGHT:
        raise NotFound

    def fields(errors: Errors) -> tuple[FieldView, ...]:
        today = timezone.localdate().isoformat()
        return (
            FieldView("purpose", _("To what"), "choice", errors=of(errors, "purpose"),
                      choices=choices(PURPOSES, sent(request, "purpose")), required=True),
            FieldView("text_version", _("Text that was read"), value=sent(request, "text_version"),
                      errors=of(errors, "text_version"), required=True,
                      help=_("Its version, such as 2026-1.")),
            FieldView("on", _("Day"), "date", sent(request, "on") or today,
                      errors=of(errors, "on"), required=True),
        )  # fmt: skip

    def deed() -> None:
        give_consent(
            key=key,
            agreed=Agreed(sent(request, "purpose"), sent(request, "text_version"), page_language()),
            on=the_day(request),
            actor=actor_of(request),
            at=timezone.now(),
        )

    lead = _("Nothing here is needed to be taught, and each can be withdrawn at any time.")
    asking = Asking(
        _("Give a consent"), fields, _page(key), _("The consent is recorded."),
        lead=lead, person=person, is_own=sight == Sight.OWN,
    )  # fmt: skip
    return form_page(request, asking, deed)


@require_POST
@private()
def withdraw_view(request: HttpRequest, key: str) -> HttpResponse:
    """Withdraw a consent from today on."""
    try:
        withdraw_consent(
            key=key,
            purpose=sent(request, "purpose"),
            on=timezone.localdate(),
            actor=actor_of(request),
            at=timezone.now(),
        )
    except NotFound:
        raise
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The consent is withdrawn."))
    return SeeOther(_page(key))


@require_POST
@private()
def ask_erasure_view(request: HttpRequest, key: str) -> HttpResponse:
    """Note that the person asked to be erased."""
    ask_erasure(key=key, actor=actor_of(request), at=timezone.now())
    messages.success(request, _("It is noted. A registrar of the workshop sees it."))
    return SeeOther(_page(key))


@require_http_methods(_FORM)
@private()
@shown_anew
def erase_view(request: HttpRequest, key: str) -> HttpResponse:
    """Erase a person for good."""
    person = the_person_shown(key, request)

    def fields(errors: Errors) -> tuple[FieldView, ...]:
        return (
            FieldView("meant", _("I mean it: this cannot be undone"), "flag",
                      errors=of(errors, "meant"), required=True),
        )  # fmt: skip

    def deed() -> None:
        is_meant = sent(request, "meant") == "1"
        erase_learner(key=key, is_meant=is_meant, actor=actor_of(request), at=timezone.now())

    asking = Asking(
        _("Erase this person"),
        fields,
        reverse("learners"),
        _("The person is erased."),
        _("Erase for good"),
        _(
            "Names, dates, numbers, contacts, consents and remarks are deleted, and the key that"
            " opens them in the history is destroyed. Enrolments and scores stay under a"
            " pseudonym, so that counts do not change. Backups hold the old state until they are"
            " replaced."
        ),
        person,
    )
    return form_page(request, asking, deed)
