"""Figures of standards: written is not recognised."""

from datetime import date
from decimal import Decimal

import pytest

from openluban.directory.places.tests.make import make_country, make_membership
from openluban.foundation.figures.choices import settle
from openluban.foundation.figures.declaring import find_figure
from openluban.foundation.figures.reading import read_figure, records_on, uncounted
from openluban.foundation.registers.tests.make import make_contributor
from openluban.teaching.standards.models import Standard
from openluban.teaching.standards.tests.make import (
    make_authority,
    make_standard,
    make_step,
    make_version,
)

pytestmark = pytest.mark.django_db


def value(key: str, at: str, **choices: str) -> Decimal | None:
    return read_figure(key, choices, at=date.fromisoformat(at)).value


def test_a_standard_is_written_from_its_first_version_and_counts_once() -> None:
    make_version("2021")
    make_version("2023")
    make_version("2022", standard="logistics")
    assert value("standards_written", "2020-12-31") == 0
    assert value("standards_written", "2021-01-01") == 1
    assert value("standards_written", "2025-01-01") == 2


def test_imprecise_days_can_be_counted_strictly() -> None:
    make_version("2021")
    assert value("standards_written", "2021-12-30", precision="strict") == 0
    assert value("standards_written", "2021-12-31", precision="strict") == 1


def test_written_is_not_recognised() -> None:
    make_version("2023")
    make_step("submitted", "2023-06-01")
    assert value("standards_written", "2024-01-01") == 1
    assert value("standards_recognised", "2024-01-01") == 0


def test_a_standard_is_recognised_from_an_authoritys_act_until_it_expires() -> None:
    make_version("2023")
    make_step("accredited", "2024-01-10", until="2029-01-10")
    assert value("standards_recognised", "2024-01-09") == 0
    assert value("standards_recognised", "2024-01-10") == 1
    assert value("standards_recognised", "2029-01-09") == 1
    assert value("standards_recognised", "2029-01-10") == 0


def test_superseding_ends_an_accreditation_by_the_same_authority_alone() -> None:
    make_version("2023")
    make_step("accredited", "2024-01-10")
    make_step("superseded", "2025-01-10")
    assert value("standards_recognised", "2025-01-10") == 0
    make_step("accredited", "2024-02-01", authority="another-ministry", country="kg")
    assert value("standards_recognised", "2025-01-10") == 1


def test_an_accreditation_given_anew_counts_again() -> None:
    make_version("2023")
    make_step("accredited", "2020-01-01")
    make_step("superseded", "2022-01-01")
    make_step("accredited", "2023-01-01")
    assert value("standards_recognised", "2022-06-01") == 0
    assert value("standards_recognised", "2023-06-01") == 1


def test_two_authorities_and_two_versions_recognise_one_standard() -> None:
    make_version("2021")
    make_version("2023")
    make_step("accredited", "2022", version="mechatronics-2021")
    make_step("accredited", "2024")
    make_step("accredited", "2024", authority="another-ministry", country="kg")
    reading = read_figure("standards_recognised", {}, at=date(2025, 1, 1))
    assert (reading.value, reading.records) == (1, 3)


def test_a_bloc_is_that_of_the_authority_while_its_country_belongs_to_it() -> None:
    make_version("2023")
    make_membership("sco", "tj", since="2024-06-01")
    make_country("kg")
    make_step("accredited", "2024-01-10", until="2029")
    make_step("accredited", "2024-01-10", authority="another-ministry", country="th")
    assert value("standards_recognised", "2024-05-31", bloc="sco") == 0
    assert value("standards_recognised", "2024-06-01", bloc="sco") == 1
    assert value("standards_recognised", "2029-01-01", bloc="sco") == 0
    assert value("standards_recognised", "2024-06-01", bloc="th") == 1
    assert value("standards_recognised", "2024-06-01", bloc="kg") == 0


def test_what_is_written_for_a_country_is_in_its_bloc() -> None:
    make_membership("sco", "tj", since="2001")
    make_authority("ministry", "tj")
    make_standard(country="tj")
    make_version("2021")
    make_version("2022", standard="logistics")
    assert value("standards_written", "2024-01-01", bloc="sco") == 1
    assert value("standards_written", "2024-01-01", bloc="all") == 2


def test_what_is_hidden_or_only_proposed_does_not_count() -> None:
    make_version("2023")
    make_authority("college", "tj")
    make_step("accredited", "2024-01-10")
    Standard.objects.update(audience="internal")
    assert value("standards_recognised", "2025-01-01") == 0
    assert value("standards_written", "2025-01-01") == 0
    Standard.objects.update(audience="public")
    make_step(
        "accredited",
        "2024-02-02",
        authority="another-ministry",
        actor=make_contributor("Farida", "college"),
    )
    reading = read_figure("standards_recognised", {}, at=date(2025, 1, 1))
    assert reading.records == 1
    assert uncounted("standards_recognised", {}, at=date(2025, 1, 1)).proposed == 1


def test_the_list_behind_the_number_is_the_same_query() -> None:
    make_version("2023")
    step = make_step("accredited", "2024-01-10")
    make_step("submitted", "2023-06-01")
    figure = find_figure("standards_recognised")
    records = records_on(figure, settle(figure.all_choices, {}), date(2025, 1, 1))
    assert [record.key for record in records] == [step.key]
