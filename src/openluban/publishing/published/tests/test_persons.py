"""Reconciling tells no more of persons than their figures do: no small number, nobody's record."""

from dataclasses import replace

import pytest

from openluban.learning.learners.tests.make import make_enrolment, make_learner, make_place
from openluban.publishing.published.answers import as_json
from openluban.publishing.published.reconciling import Reconciler
from openluban.publishing.published.tests.make import make_stated
from openluban.publishing.published.verdicts import Result, Verdict

pytestmark = pytest.mark.django_db


def _reconciled(number: int) -> Result:
    row = make_stated(
        f"learners | a workshop | {number} learners | {number} | persons | 2026-10-01"
    )
    mapped = replace(row, figure="learners", choices="workshop=tj-ttu", mapped_by="Olga")
    return Reconciler([mapped]).reconcile()[0]


def test_a_number_that_is_withheld_cannot_be_guessed() -> None:
    enrolments = [make_enrolment(make_learner(make_place())) for _each in range(3)]

    results = [_reconciled(number) for number in (1, 2, 3, 4, 50)]

    assert {result.verdict for result in results} == {Verdict.NO_RECORDS}
    assert {result.reason for result in results} == {
        "The number here is one of persons and under 5: it is told to nobody."
    }
    assert not any(each.key in str(as_json(one)) for each in enrolments for one in results)


def test_a_number_that_is_told_is_compared_and_nobody_is_named() -> None:
    enrolments = [make_enrolment(make_learner(make_place())) for _each in range(6)]

    assert _reconciled(6).verdict == Verdict.AGREES
    result = _reconciled(7)
    assert result.verdict == Verdict.DIFFERS
    assert "too many" not in result.reason
    assert not any(each.key in str(as_json(result)) for each in enrolments)
