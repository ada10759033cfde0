"""What changed is noted once, in order, and never lost."""

from datetime import UTC, datetime, timedelta

import pytest

from openluban.foundation.registers.record import Audience
from openluban.foundation.registers.use_cases.end import set_audience
from openluban.kernel.actor import SYSTEM
from openluban.teaching.harvest.models import Item, Reached
from openluban.teaching.harvest.use_cases import note_changes as noting
from openluban.teaching.harvest.use_cases.note_changes import note_changes
from openluban.teaching.library.tests.make import RU, make_resource, make_text, make_unit

pytestmark = pytest.mark.django_db
AT = datetime(2026, 5, 1, 12, 0, 0, 500, tzinfo=UTC)


def names(*, deleted: bool = False) -> list[str]:
    found = Item.objects.filter(is_deleted=deleted).order_by("number")
    return [str(item) for item in found]


def hide(register: str, key: str) -> None:
    set_audience(register_key=register, key=key, audience=Audience.INTERNAL, actor=SYSTEM, at=AT)


def test_a_unit_is_offered_as_soon_as_something_of_it_is_published() -> None:
    unit = make_unit()
    make_text(unit)
    note_changes(at=AT)
    assert names() == ["library/sorter"]
    make_text(unit, "ru", RU, is_published=True)
    assert note_changes(at=AT) == 1
    assert names() == ["library/sorter", "units/sorter.safety"]


def test_the_same_is_not_noted_again() -> None:
    make_text(make_unit(), is_published=True)
    assert note_changes(at=AT) == 2
    assert note_changes(at=AT) == 0


def test_what_is_no_longer_public_is_deleted_and_its_units_with_it() -> None:
    make_text(make_unit(), is_published=True)
    note_changes(at=AT)
    hide("library", "sorter")
    assert note_changes(at=AT + timedelta(hours=1)) == 2
    assert names() == []
    assert names(deleted=True) == ["library/sorter", "units/sorter.safety"]


def test_what_never_was_public_leaves_no_trace() -> None:
    make_resource("secret")
    hide("library", "secret")
    note_changes(at=AT)
    assert not Item.objects.exists()


def test_days_never_run_back_and_have_whole_seconds() -> None:
    make_resource("one")
    note_changes(at=AT)
    make_resource("two")
    note_changes(at=AT - timedelta(days=3))
    moments = set(Item.objects.values_list("noted_at", flat=True))
    assert moments == {AT.replace(microsecond=0)}


def test_much_is_noted_in_several_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(noting, "AT_ONCE", 2)
    for number in range(5):
        make_resource(f"r{number}")
    assert [note_changes(at=AT) for _ in range(9)].count(0) >= 4
    assert len(names()) == 5


class TestPlaceReached:
    """On PostgreSQL a transaction may add entries with lower numbers than are there already."""

    def at(self, minute: int) -> datetime:
        return AT + timedelta(minutes=minute)

    def move(self, reached: Reached, last: int, now: int, oldest: int | None) -> int:
        moment = noting.Moment(self.at(now), None if oldest is None else self.at(oldest))
        noting.move_on(reached, last, moment)
        return reached.entry

    def test_it_stays_while_somebody_writes_who_began_before(self) -> None:
        reached = Reached()
        assert self.move(reached, 10, now=5, oldest=1) == 0
        assert self.move(reached, 20, now=6, oldest=1) == 0

    def test_it_goes_to_where_nobody_writes_any_more(self) -> None:
        reached = Reached()
        self.move(reached, 10, now=5, oldest=1)
        assert self.move(reached, 20, now=9, oldest=6) == 10

    def test_the_candidate_waits_for_the_one_that_writes(self) -> None:
        """Looking again must not put off for ever what one long transaction holds up."""
        reached = Reached()
        self.move(reached, 10, now=5, oldest=1)
        self.move(reached, 20, now=6, oldest=1)
        assert self.move(reached, 30, now=7, oldest=6) == 10
        assert self.move(reached, 40, now=9, oldest=8) == 30

    def test_it_goes_to_the_end_when_nobody_writes(self) -> None:
        assert self.move(Reached(), 10, now=5, oldest=None) == 10
