"""Memberships keep their order in time."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from openluban.directory.places.tests.make import make_country, make_membership
from openluban.foundation.registers.use_cases.enter import enter_record
from openluban.kernel.actor import SYSTEM
from openluban.kernel.refusals import Invalid

pytestmark = pytest.mark.django_db
AT = datetime(2026, 1, 1, tzinfo=UTC)


def test_a_membership_that_ends_before_it_begins_is_refused() -> None:
    make_membership("sco", "in")
    make_country("eg")
    cells = {"bloc": "sco", "country": "EG", "kind": "member", "since": "2020", "until": "2019"}

    with pytest.raises(Invalid) as refused:
        enter_record(register_key="memberships", cells=cells, actor=SYSTEM, at=AT)

    (problem,) = refused.value.problems
    assert (problem.field, problem.rule) == ("until", "ends_before_start")


def test_the_database_keeps_the_same_membership_from_standing_twice() -> None:
    make_membership("sco", "in")

    with pytest.raises(IntegrityError), transaction.atomic():
        make_membership("sco", "in", since="2020")


def test_countries_are_named_by_code_in_any_case() -> None:
    make_membership("sco", "in")
    make_country("eg")
    cells = {"bloc": "sco", "country": "EG", "kind": "observer"}

    made = enter_record(register_key="memberships", cells=cells, actor=SYSTEM, at=AT)

    assert made.country.key == "eg"
