"""In a register too long to be read whole, only the number is compared."""

import pytest

from openluban.network.workshops.tests.make import make_workshop
from openluban.publishing.published import candidates
from openluban.publishing.published.reconciling import Reconciler
from openluban.publishing.published.tests.make import make_stated
from openluban.publishing.published.verdicts import Result, Verdict

pytestmark = pytest.mark.django_db
CLAIM = "network size | network | Luban Workshops established | {} | workshops | 2024-06-30"


def reconciled(number: int) -> Result:
    return Reconciler([make_stated(CLAIM.format(number))]).reconcile()[0]


@pytest.fixture(autouse=True)
def _long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "MOST_RECORDS", 2)
    for number in range(3):
        make_workshop(f"w{number}", opened="2020")
    make_workshop("soon", opened="2024-07-01")


def test_the_number_alone_agrees() -> None:
    assert reconciled(3).verdict == Verdict.AGREES


def test_no_other_way_to_count_is_tried() -> None:
    result = reconciled(4)

    assert result.verdict == Verdict.DIFFERS
    assert "too many records" in result.reason


def test_in_a_short_register_the_day_explains_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidates, "MOST_RECORDS", 100)

    assert reconciled(4).verdict == Verdict.EXPLAINED
