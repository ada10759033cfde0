"""Reported counts: the newest report of each subject, never added up over time."""

from datetime import date
from decimal import Decimal

import pytest

from openluban.directory.places.tests.make import AT, text
from openluban.foundation.figures.reading import read_figure
from openluban.foundation.figures.wording import definition
from openluban.network.counts.models import Basis, Measure, ReportedCount, Subject
from openluban.network.counts.queries import reported_subjects
from openluban.network.workshops.tests.make import make_workshop

pytestmark = pytest.mark.django_db


def make_count(
    value: str, day: str, *, subject: str = "workshops/one", **rest: object
) -> ReportedCount:
    """Make a report of a floor area."""
    measure, _new = Measure.objects.get_or_create(
        key="area", defaults={"name": text("Area"), "unit": "square_metre", "changed_at": AT}
    )
    register, _slash, key = subject.partition("/")
    return ReportedCount.objects.create(
        subject_register=register,
        subject_key=key,
        measure=measure,
        value=Decimal(value),
        as_at=day,
        changed_at=AT,
        **rest,
    )


def value(at: date, **choices: str) -> Decimal | None:
    asked = {"subject": "workshops/one", "measure": "area", **choices}
    return read_figure("reported", asked, at=at).value


def test_the_newest_report_by_the_day_is_the_value() -> None:
    make_workshop("one")
    make_count("600", "2023-08-21")
    make_count("1700", "2025")

    assert value(date(2024, 1, 1)) == 600
    assert value(date(2025, 6, 1)) == 1700
    assert value(date(2023, 1, 1)) is None


def test_what_holds_in_a_period_is_not_mixed_with_what_holds_on_a_day() -> None:
    make_workshop("one")
    make_count("70000", "2024-05-19", basis=Basis.CUMULATIVE)
    make_count("2000", "2024-05-19", basis=Basis.IN_PERIOD, period_start="2024-05-13")

    assert value(date(2024, 6, 1)) == 70000
    assert value(date(2024, 6, 1), basis="in_period") == 2000


def test_the_unit_is_that_of_the_measure() -> None:
    make_workshop("one")
    make_count("600", "2023")
    asked = {"subject": "workshops/one", "measure": "area"}

    assert read_figure("reported", asked, at=date(2024, 1, 1)).unit.key == "square_metre"


def test_subjects_of_one_year_are_meant_only_in_that_year() -> None:
    for year in ("2022", "2024"):
        Subject.objects.create(
            key=f"conference-{year}",
            name=text(f"World Conference {year}"),
            kind="event",
            changed_at=AT,
        )
    by_key = {subject.key: subject for subject in reported_subjects()}

    assert by_key["conference-2024"].likeness({"conference"}, "2024") > 0
    assert by_key["conference-2022"].likeness({"conference"}, "2024") <= 0
    assert by_key["conference-2022"].likeness({"conference", "2022"}, "2024") > 0


def test_the_definition_says_what_is_measured_even_where_it_is_the_usual_measure() -> None:
    make_workshop("one")
    name = text("People given skills training")
    Measure.objects.create(key="learners_trained", name=name, unit="person", changed_at=AT)
    reading = read_figure("reported", {"subject": "workshops/one"}, at=date(2025, 6, 1))

    assert "People given skills training" in definition(reading.figure, reading.choices)
