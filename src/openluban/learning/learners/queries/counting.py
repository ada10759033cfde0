"""The states of enrolments behind a figure, for those who may see them under pseudonyms."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef

from openluban.foundation.access.roles import ACCEPT
from openluban.foundation.figures.persons import AskedOfPersons, persons_on
from openluban.foundation.registers.queries.keyset import Order, Page, page_of
from openluban.kernel.actor import Actor
from openluban.learning.learners.models.persons import Consent
from openluban.learning.learners.policies import kept_workshops
from openluban.learning.learners.rules.words import Purpose

PAGE = 50
_RELATED = (
    "enrolment__person",
    "enrolment__workshop",
    "enrolment__programme",
    "enrolment__training",
)


@dataclass(frozen=True, slots=True)
class Counted:
    """The number, and a page of the states that make it, earliest first.

    A state's ``may_be_counted`` says whether its person agreed that their token is told.
    """

    number: int
    page: Page


def counted_rows(asked: AskedOfPersons, actor: Actor) -> Counted:
    """Return what counts on a day under the choices; registrars see their workshops' alone."""
    question, found = asked.question, persons_on(asked)
    if not actor.may(ACCEPT):
        found = found.filter(enrolment__workshop__in=kept_workshops(actor).values("pk"))
    number = found.aggregate(number=Count("thing", distinct=True))["number"]
    agreed = Consent.objects.filter(
        person=OuterRef("enrolment__person"), purpose=Purpose.TOKEN.value, withdrawn_on=None
    )
    rows = found.annotate(may_be_counted=Exists(agreed)).select_related(*_RELATED)
    order = Order("on", descending=False, is_nullable=False, read=date.fromisoformat)
    page = page_of(rows, order, after=question.after, before=question.before, size=PAGE)
    return Counted(number, page)
