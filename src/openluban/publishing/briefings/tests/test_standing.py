"""How published numbers stand when the register changes: by which records, and when not at all."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from openluban.foundation.figures.hooks import standings_of
from openluban.foundation.figures.reading import read_figure
from openluban.foundation.registers.record import Audience
from openluban.foundation.registers.tests.make import (
    enter,
    make_contributor,
    make_officer,
)
from openluban.foundation.registers.use_cases.edit import edit_record
from openluban.foundation.registers.use_cases.end import retire_record, set_audience
from openluban.foundation.ui.pieces import Standing
from openluban.kernel.actor import SYSTEM
from openluban.network.workshops.public import GatePassed
from openluban.publishing.briefings.filling import restated_words
from openluban.publishing.briefings.frozen import FrozenFigure
from openluban.publishing.briefings.models import Edition
from openluban.publishing.briefings.queries.standing import restated_among, standing_of
from openluban.publishing.briefings.queries.statements import contents_of
from openluban.publishing.briefings.rules import Restatement
from openluban.publishing.briefings.tests.make import AT, QUESTION, make_edition, make_world, move

pytestmark = pytest.mark.django_db
COUNTRIES = "host_countries bloc=sco_members"


@pytest.fixture
def edition() -> Edition:
    make_world()
    return make_edition()


def restated(edition: Edition) -> Restatement:
    return standing_of(edition)[QUESTION]


def keys(records: tuple[object, ...]) -> list[str]:
    return [getattr(record, "key", "") for record in records]


def test_nothing_is_restated_while_nothing_changes(edition: Edition) -> None:
    assert standing_of(edition) == {}


def test_a_record_that_moves_to_another_country_is_named(edition: Edition) -> None:
    move("kz-one", "fr")
    found = standing_of(edition)
    assert set(found) == {QUESTION, COUNTRIES}
    one = found[QUESTION]
    assert keys(one.removed) == ["kz-one"]
    assert not one.added
    assert not one.changed
    assert one.now is not None
    assert (one.frozen.value, one.now.value) == ("3", "2")
    assert restated_words(one, "en") == (
        "restated since published: now 2 workshops; no longer counted: kz-one"
    )
    assert found[COUNTRIES].now is not None
    move("fr-one", "uz")
    assert keys(restated(edition).added) == ["fr-one"]
    assert not restated(edition).is_other_number
    assert "the same number from other records" in restated_words(restated(edition), "en")


def test_a_country_that_changes_within_the_bloc_changes_what_is_counted_once(
    edition: Edition,
) -> None:
    move("kz-one", "tj")
    found = standing_of(edition)
    assert set(found) == {COUNTRIES}
    one = found[COUNTRIES]
    (pair,) = one.changed
    assert pair[0].thing != pair[1].thing
    assert one.now is not None
    assert (one.frozen.value, one.now.value) == ("3", "2")


def test_a_better_known_date_is_a_changed_record_under_the_same_number(edition: Edition) -> None:
    gate = GatePassed.objects.get(workshop__key="uz-one", gate="opened")
    edit_record(
        register_key="gates", key=gate.key, cells={"passed_on": "2025-03-04"}, actor=SYSTEM, at=AT
    )
    one = restated(edition)
    assert [(before.latest, after.latest) for before, after in one.changed] == [
        ("2025-12-31", "2025-03-04")
    ]
    assert not one.is_other_number


def test_a_retired_record_leaves_the_number(edition: Edition) -> None:
    retire_record(register_key="workshops", key="tj-one", reason="Double", actor=SYSTEM, at=AT)
    assert keys(restated(edition).removed) == ["tj-one"]


def test_an_internal_record_leaves_the_number(edition: Edition) -> None:
    set_audience(
        register_key="workshops", key="tj-one", audience=Audience.INTERNAL, actor=SYSTEM, at=AT
    )
    assert keys(restated(edition).removed) == ["tj-one"]


def test_what_is_proposed_changes_nothing(edition: Edition) -> None:
    contributor = make_contributor()
    enter("workshops", actor=contributor, key="kz-two", name_en="Second", country="kz")
    edit_record(
        register_key="workshops", key="kz-one", cells={"country": "fr"}, actor=contributor, at=AT
    )
    assert standing_of(edition) == {}


def test_what_is_entered_as_internal_changes_nothing(edition: Edition) -> None:
    officer = make_officer("Ivan")
    enter("workshops", actor=officer, key="kz-two", name_en="B", country="kz", audience="internal")
    enter("gates", actor=officer, key="g", workshop="kz-two", gate="opened", passed_on="2020")
    assert standing_of(edition) == {}


def test_what_begins_after_the_day_changes_nothing(edition: Edition) -> None:
    enter("workshops", key="kz-two", name_en="Second", country="kz")
    enter("gates", key="g", workshop="kz-two", gate="opened", passed_on="2025-08-31")
    assert standing_of(edition) == {}


def test_a_record_that_is_entered_late_is_added(edition: Edition) -> None:
    enter("workshops", key="kz-two", name_en="Second", country="kz")
    enter("gates", key="g", workshop="kz-two", gate="opened", passed_on="2025-08-30")
    one = standing_of(edition)[COUNTRIES]
    assert keys(one.added) == ["kz-two"]
    assert one.added[0].names == {"en": "Second"}


def test_a_figure_that_is_gone_says_so(edition: Edition) -> None:
    figure = contents_of(edition.statement).figures[QUESTION]
    stored = figure.stored()
    for wrong in ({"figure": "unheard_of"}, {"choices": {"moon": "full"}}):
        gone = FrozenFigure.from_stored({**stored, **wrong}, {})
        found = restated_among([gone])[QUESTION]
        assert found.now is None
        assert "no longer gives this number" in restated_words(found, "en")


def test_standing_is_read_once_until_something_is_recorded(edition: Edition) -> None:
    standing_of(edition)
    with CaptureQueriesContext(connection) as warm:
        standing_of(edition)
    assert len(warm) <= 2
    move("kz-one", "fr")
    assert standing_of(edition)


def test_figures_bear_the_mark_of_a_restated_number(edition: Edition) -> None:
    choices = {"bloc": "sco_members", "led_from": "tianjin"}
    on_the_day = date(2025, 8, 30)
    assert standings_of([read_figure("workshops", choices, at=on_the_day)]) == [None]
    move("kz-one", "fr")
    readings = [
        read_figure("workshops", choices, at=on_the_day),
        read_figure("workshops", choices, at=date(2025, 8, 29)),
        read_figure("workshops", {}, at=on_the_day),
    ]
    mark, *others = standings_of(readings)
    assert mark is not None
    assert mark.standing == Standing.RESTATED
    assert "3 workshops" in str(mark.words)
    assert others == [None, None]
