"""Sources, what they claim, and how it sums up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openluban.foundation.evidence.citing import read_citation, split_citations
from openluban.foundation.evidence.claiming import Standing, Word, claim_all, standings
from openluban.foundation.evidence.models import Claim, Source


@pytest.mark.parametrize(
    ("citation", "publisher", "day"),
    [
        ("China Daily 2024-10-15 'Luban Workshop expands'", "China Daily", "2024-10-15"),
        ("People's Daily (overseas edition) 2025-10-16", "People's Daily", "2025-10-16"),
        ("Kazinform Chinese service 2026-01", "Kazinform Chinese service", "2026-01"),
        ("Techbook.ru", "Techbook.ru", ""),
        ("General knowledge", "General knowledge", ""),
        ("Xinhua, 2022", "Xinhua", "2022"),
        ("天津日报 2022-09-30", "天津日报", "2022-09-30"),
    ],
)
def test_a_citation_names_its_publisher_and_day(citation: str, publisher: str, day: str) -> None:
    read = read_citation(citation)

    assert (read.publisher, read.published_on) == (publisher, day)


@given(st.text())
def test_any_text_can_be_a_citation(text: str) -> None:
    read_citation(text)
    assert all(part.strip() for part in split_citations(text))


def test_citations_are_split_and_each_is_kept_once() -> None:
    assert split_citations("A 2020 | B; still B | A 2020 | ") == ["A 2020", "B; still B"]


@pytest.mark.django_db
def test_a_source_is_one_row_however_often_it_is_cited() -> None:
    claim_all([Word("workshops", "one", "A 2020 | B 2021"), Word("workshops", "two", "A 2020")])

    assert Source.objects.count() == 2
    assert Claim.objects.count() == 3


@pytest.mark.django_db
def test_saying_the_same_again_adds_nothing() -> None:
    word = Word("workshops", "one", "A 2020")
    claim_all([word])
    claim_all([word])

    assert Claim.objects.count() == 1


@pytest.mark.django_db
def test_confidence_is_that_of_the_best_source() -> None:
    claim_all(
        [
            Word("workshops", "one", "A 2020", "low"),
            Word("workshops", "one", "B 2021", "high"),
        ]
    )

    assert standings("workshops", ["one"]) == {"one": Standing("high", is_disputed=False)}


@pytest.mark.django_db
def test_a_source_against_the_whole_record_disputes_it_one_against_a_field_does_not() -> None:
    claim_all(
        [
            Word("programmes", "uav", "A 2020", "high"),
            Word("programmes", "uav", "B 2021", stance="contradicts"),
            Word("programmes", "ai", "A 2020", "high"),
            Word("programmes", "ai", "B 2021", field="since", value="2020", stance="contradicts"),
        ]
    )

    found = standings("programmes", ["uav", "ai", "silent"])

    assert found["uav"].is_disputed
    assert not found["ai"].is_disputed
    assert "silent" not in found
