"""The marks behind the figures of who attended and how long, under pseudonyms."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Sum

from openluban.foundation.access.roles import ACCEPT
from openluban.foundation.figures.declaring import Aggregate
from openluban.foundation.figures.persons import AskedOfPersons, persons_on
from openluban.foundation.registers.queries.keyset import Order, Page, page_of
from openluban.kernel.actor import Actor
from openluban.learning.learners.public import Purpose, kept_workshops, persons_consenting

PAGE = 50
_RELATED = (
    *("session", "enrolment__person", "enrolment__workshop"),
    *("enrolment__programme", "enrolment__training"),
)


@dataclass(frozen=True, slots=True)
class Attended:
    """The number, a page of the marks that make it, and of whom on it the token may be told."""

    number: Decimal
    page: Page
    agreed: set[int]


def attended_rows(asked: AskedOfPersons, actor: Actor) -> Attended:
    """Return what counts on a day under the choices; registrars see their workshops' alone."""
    question, found = asked.question, persons_on(asked)
    if not actor.may(ACCEPT):
        found = found.filter(enrolment__workshop__in=kept_workshops(actor).values("pk"))
    is_sum = asked.figure.aggregate is Aggregate.SUM
    made = Sum("quantity") if is_sum else Count("thing", distinct=True)
    number = Decimal(found.aggregate(number=made)["number"] or 0)
    order = Order("id", descending=False, is_nullable=False, read=int)
    rows = found.select_related(*_RELATED)
    page = page_of(rows, order, after=question.after, before=question.before, size=PAGE)
    people = {each.enrolment.person_id for each in page.records}
    return Attended(number, page, persons_consenting(people, Purpose.TOKEN))
