"""What the page of a week says of its sessions."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from openluban.foundation.registers.tests.make import client_of
from openluban.learning.attendance.queries.hours import Tally
from openluban.learning.attendance.rules.repeating import Repeat
from openluban.learning.attendance.tests.make import make_class, make_session
from openluban.learning.attendance.wording import share_words
from openluban.learning.learners.tests.make import make_teacher

pytestmark = pytest.mark.django_db


def _once(days: int) -> Repeat:
    day = timezone.localdate() + timedelta(days=days)
    return Repeat(frozenset(range(7)), day, day)


@pytest.mark.parametrize(("days", "said"), [(-7, 1), (7, 0)])
def test_a_week_says_of_which_session_no_register_was_taken(days: int, said: int) -> None:
    cohort, _people = make_class()
    repeat = _once(days)
    make_session(cohort, repeat=repeat)
    client = client_of(make_teacher(of=cohort))
    page = client.get(f"/attendance/cohorts/{cohort.key}/?week={repeat.starts_on}").text
    assert page.count("not taken yet") == said


def test_teachers_are_not_told_their_own_name_with_each_session() -> None:
    cohort, _people = make_class()
    make_session(cohort, repeat=_once(0))
    client = client_of(make_teacher(of=cohort))
    own = client.get("/attendance/").context["week"].columns
    other = client.get(f"/attendance/cohorts/{cohort.key}/").context["week"].columns
    assert "teacher" not in {each.key for each in own}
    assert "teacher" in {each.key for each in other}


def test_whoever_missed_a_minute_did_not_attend_all() -> None:
    planned = Decimal("19.5")
    shares = [share_words(Tally(hours, planned, {}), "en") for hours in (Decimal("19.42"), planned)]
    assert shares == ["99%", "100%"]
