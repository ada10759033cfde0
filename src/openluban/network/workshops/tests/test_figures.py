"""Figures of workshops: what counts, from which day, and what depends on an imprecise date."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from openluban.directory.institutions.tests.make import make_college
from openluban.directory.places.tests.make import AT, make_membership
from openluban.foundation.figures.choices import UnknownChoice
from openluban.foundation.figures.declaring import find_figure
from openluban.foundation.figures.lines import line_of, value_on
from openluban.foundation.figures.reading import read_figure, records_on, uncounted
from openluban.foundation.figures.series import series_of
from openluban.foundation.registers.record import Audience, Standing
from openluban.network.workshops.models import GatePassed, Role, Workshop
from openluban.network.workshops.tests.make import make_gate, make_party, make_workshop

pytestmark = pytest.mark.django_db
DAY = date(2024, 6, 30)


def value(key: str = "workshops", *, at: date = DAY, **choices: str) -> Decimal | None:
    return read_figure(key, choices, at=at).value


def test_a_workshop_counts_from_the_day_it_passed_the_gate() -> None:
    make_workshop("one", opened="2024-06-30")

    assert value(at=DAY - timedelta(days=1)) == 0
    assert value(at=DAY) == 1


def test_another_gate_is_another_number() -> None:
    workshop = make_workshop("one", opened="2020")
    make_gate(workshop, "unveiled", "2024-07-01")

    assert value(gate="unveiled") == 0
    assert value(gate="unveiled", at=date(2024, 7, 1)) == 1


def test_an_imprecise_date_counts_from_its_earliest_day_and_is_told() -> None:
    make_workshop("sure", opened="2024-01-05")
    make_workshop("vague", opened="2024")

    reading = read_figure("workshops", {}, at=DAY)

    assert (reading.value, reading.imprecise) == (2, 1)
    assert value(precision="strict") == 1
    assert value(precision="strict", at=date(2024, 12, 31)) == 2


def test_a_closed_workshop_counts_until_the_day_before() -> None:
    make_workshop("one", opened="2020", closed_on="2024-06-30")

    assert value(at=DAY - timedelta(days=1)) == 1
    assert value(at=DAY) == 0


def test_a_retired_proposed_or_internal_workshop_never_counts_but_officers_are_told() -> None:
    make_workshop("retired", retired_at=AT)
    make_workshop("proposed", standing=Standing.PROPOSED)
    make_workshop("internal", audience=Audience.INTERNAL)

    assert value() == 0
    told = uncounted("workshops", {}, at=DAY)
    assert (told.proposed, told.internal) == (1, 1)


def test_a_gate_that_is_only_proposed_moves_nothing() -> None:
    make_workshop("one")
    GatePassed.objects.update(standing=Standing.PROPOSED)

    assert value() == 0


def test_membership_of_a_bloc_is_taken_on_the_day() -> None:
    make_workshop("one", country="in", opened="2016")
    make_membership("sco", "in", since="2017-06-09")

    assert value(bloc="sco", at=date(2017, 6, 8)) == 0
    assert value(bloc="sco", at=date(2017, 6, 9)) == 1


def test_a_country_that_left_a_bloc_takes_its_workshops_along() -> None:
    make_workshop("one", country="in", opened="2016")
    make_membership("sco", "in", since="2017", until="2020-01-01")

    assert value(bloc="sco", at=date(2019, 12, 31)) == 1
    assert value(bloc="sco", at=date(2020, 1, 1)) == 0


def test_a_country_that_left_and_came_back_counts_in_both_stays_and_not_between() -> None:
    make_workshop("one", country="in", opened="2016")
    make_workshop("two", country="kz", opened="2018")
    make_membership("sco", "in", kind="dialogue_partner", since="2017", until="2020-01-01")
    make_membership("sco", "in", since="2023-05", until="2025-01-01")
    make_membership("sco", "kz")

    days = (
        date(2016, 12, 31),
        date(2017, 1, 1),
        date(2020, 1, 1),
        date(2023, 5, 1),
        date(2026, 1, 1),
    )
    found = [value(bloc=_EITHER, at=day) for day in days]
    assert found == [0, 1, 1, 2, 1]
    line = line_of(find_figure("workshops"), _settled(bloc=_EITHER), until=date(2026, 1, 1))
    assert [value_on(line, day) or 0 for day in days] == found
    assert read_figure("workshops", {"bloc": _EITHER}, at=date(2017, 3, 1)).imprecise == 1
    assert value(bloc=_EITHER, precision="strict", at=date(2017, 3, 1)) == 0
    assert value(bloc=_EITHER, precision="strict", at=date(2018, 3, 1)) == 1


_EITHER = "sco_members_and_partners"


def _settled(**choices: str) -> dict[str, str]:
    return read_figure("workshops", choices, at=DAY).choices


def test_kinds_of_membership_are_kept_apart() -> None:
    make_workshop("member", country="in")
    make_workshop("partner", country="eg")
    make_workshop("observer", country="mn")
    make_membership("sco", "in")
    make_membership("sco", "eg", kind="dialogue_partner")
    make_membership("sco", "mn", kind="observer")

    assert value(bloc="sco_members") == 1
    assert value(bloc="sco_members_and_partners") == 2
    assert value(bloc="sco_family") == 3


def test_a_country_that_was_observer_before_it_was_a_member_counts_once() -> None:
    make_workshop("one", country="in", opened="2016")
    make_membership("sco", "in", kind="observer", since="2005", until="2017-06-09")
    make_membership("sco", "in", since="2017-06-09")
    make_membership("sco", "eg", kind="dialogue_partner")

    assert value(bloc="sco_family", at=date(2017, 6, 8)) == 1
    assert value(bloc="sco_family", at=date(2017, 6, 9)) == 1


def test_a_single_country_is_a_choice_as_well() -> None:
    make_workshop("one", country="kz")
    make_workshop("other", country="eg")

    assert value(bloc="kz") == 1


def test_led_from_asks_for_a_lead_college_of_the_province() -> None:
    workshop = make_workshop("one", led_from="tianjin")
    make_workshop("other", led_from="zhejiang")
    make_party(workshop, make_college("guest", province="hebei"), Role.PARTNER_COLLEGE)

    assert value(led_from="tianjin") == 1
    with pytest.raises(UnknownChoice):
        value(led_from="hebei")


def test_two_lead_colleges_of_one_province_count_their_workshop_once() -> None:
    workshop = make_workshop("one")
    make_party(workshop, make_college("second"))

    assert value(led_from="tianjin") == 1
    assert value("lead_colleges") == 2


def test_countries_count_once_however_many_workshops_they_host() -> None:
    make_workshop("one", country="eg")
    make_workshop("two", country="eg")

    reading = read_figure("host_countries", {}, at=DAY)

    assert (reading.value, reading.records) == (1, 2)


def test_the_list_behind_the_number_is_the_number() -> None:
    for number in range(5):
        make_workshop(f"w{number}", opened=f"202{number}")
    figure = find_figure("workshops")
    reading = read_figure("workshops", {}, at=DAY)

    assert records_on(figure, reading.choices, DAY).count() == reading.value


def test_confidence_and_dispute_narrow_the_number() -> None:
    make_workshop("sure", confidence="high")
    make_workshop("unsure", confidence="low")
    make_workshop("disputed", confidence="high", is_disputed=True)

    assert value(certainty="high") == 2
    assert value(disputed="left_out") == 2
    assert value(certainty="high", disputed="left_out") == 1


def test_an_unknown_choice_is_refused_by_name() -> None:
    with pytest.raises(UnknownChoice, match="colour"):
        value(colour="red")
    with pytest.raises(UnknownChoice, match="nowhere"):
        value(bloc="nowhere")


def test_the_line_over_time_and_the_value_on_each_day_are_the_same() -> None:
    make_workshop("one", opened="2018-03")
    make_workshop("two", opened="2020", closed_on="2022-05-01")
    make_workshop("three", country="eg", opened="2021-07-09")
    make_membership("africa", "eg", since="2021-08-01")
    figure = find_figure("workshops")
    for bloc in ("all", "africa"):
        choices = read_figure("workshops", {"bloc": bloc}, at=DAY).choices
        series = series_of(figure, choices)
        for day in [*series.days_of_change(), date(2019, 1, 1), DAY]:
            assert series.value_on(day, choices) == value(bloc=bloc, at=day), (bloc, day)


def test_a_workshop_that_moves_to_another_country_moves_every_figure() -> None:
    make_workshop("one", country="kz")
    make_membership("africa", "eg")
    make_membership("sco", "kz")
    assert (value(bloc="sco"), value(bloc="africa")) == (1, 0)

    moved = Workshop.objects.get(key="one")
    moved.country = make_membership("asean", "kh").country
    moved.save()

    assert (value(bloc="sco"), value(bloc="asean")) == (0, 1)
