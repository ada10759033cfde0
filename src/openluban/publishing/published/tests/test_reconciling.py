"""The given rows against the real register, mapped by a person and not mapped by anybody."""

import random
import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from openluban.publishing.published.files import published_figures
from openluban.publishing.published.reconciling import Reconciler
from openluban.publishing.published.tests.make import unmapped
from openluban.publishing.published.verdicts import Result, Role, Stated, Verdict

pytestmark = pytest.mark.usefixtures("register")

MADE_FOR = ("F001", "F002", "F004", "F018", *(f"F{number:03}" for number in range(35, 51)))
"""Rows whose difference must be explained, or whose reason names the records."""
TELLING = {
    Role.ADDED,
    Role.REMOVED,
    Role.IMPRECISE,
    Role.DISPUTED,
    Role.UNSURE,
    Role.LATER,
    Role.OUTSIDE,
}


By = dict[str, dict[str, Result]]
HOW = ("mapped", "unmapped")


@pytest.mark.parametrize("how", HOW)
def test_every_row_has_a_verdict_and_a_reason_in_whole_sentences(results: By, how: str) -> None:
    found = results[how]
    assert len(found) == 161
    for key, result in found.items():
        assert result.parts, key
        assert result.reason.strip().endswith((".", "。")), key
        assert result.gist in result.reason, key
        assert "%(" not in result.reason, key
        assert not re.search(r"\bNone\b|\{|\}", result.reason), key


@pytest.mark.parametrize("how", HOW)
def test_at_least_45_rows_can_be_held_against_the_register(results: By, how: str) -> None:
    verdicts = [result.verdict for result in results[how].values()]
    assert sum(verdict != Verdict.NO_RECORDS for verdict in verdicts) >= 45


@pytest.mark.parametrize("how", HOW)
def test_the_main_rows_agree_are_explained_or_name_the_records(results: By, how: str) -> None:
    found = results[how]
    given = [found[key] for key in MADE_FOR if key in found]
    assert len(given) == 17
    for result in given:
        named = [record for part in result.parts for record in part.records]
        settled = result.verdict in {Verdict.AGREES, Verdict.EXPLAINED}
        assert settled or any(record.role in TELLING for record in named), result.stated.id
        for part in result.parts:
            shown = [record.name for record in part.records][:1]
            assert all(name in result.reason for name in shown), result.stated.id


@pytest.mark.parametrize("how", HOW)
def test_ten_workshops_hold_a_day_later_with_the_second_of_kazakhstan(
    results: By, how: str
) -> None:
    result = results[how]["F001"]
    (part,) = result.parts
    assert result.verdict == Verdict.EXPLAINED
    assert part.computed == 9
    assert part.explanation is not None
    assert part.explanation.changed == ("at",)
    assert part.explanation.at.isoformat() == "2025-08-30"
    assert [(one.role, one.register, one.key) for one in part.records] == [
        (Role.ADDED, "workshops", "kz-enu")
    ]
    assert "Second Kazakhstan Luban Workshop (ENU Astana)" in result.reason
    assert "1 day later" in result.reason


def test_rows_that_are_known_to_hold_agree(results: By) -> None:
    found = results["mapped"]
    for key, values in {
        "F002": [8],
        "F035": [5],
        "F036": [17, 16],
        "F037": [18],
        "F013": [20],
    }.items():
        assert found[key].verdict == Verdict.AGREES, key
        assert [part.computed for part in found[key].parts] == values, key


def test_a_smaller_count_of_the_network_is_that_of_tianjin(results: By) -> None:
    result = results["mapped"]["F041"]
    assert result.verdict == Verdict.EXPLAINED
    found = result.first.explanation
    assert found is not None
    assert found.changed == ("led_from",)
    assert found.choices["led_from"] == "tianjin"
    assert result.first.computed == 25


def test_africa_holds_without_what_rests_on_low_confidence(results: By) -> None:
    result = results["mapped"]["F051"]
    assert result.verdict == Verdict.EXPLAINED
    found = result.first.explanation
    assert found is not None
    assert found.changed == ("certainty",)
    assert {one.key for one in result.first.records} == {"ke-meru-np", "ug-sunmaker"}


def test_a_guess_says_that_it_guessed_and_how_surely(results: By) -> None:
    result = results["unmapped"]["F002"]
    assert result.first.reading is not None
    assert result.first.reading.guessed
    assert 0 < result.first.reading.sureness < 1
    assert "guessed" in result.reason
    assert "guessed" not in results["mapped"]["F002"].reason


def wrong(rows: Sequence[Stated], change: str) -> list[Stated]:
    """Return the rows whose number is a plain one, with another number."""
    found = []
    for row in rows:
        if not re.fullmatch(r"\d+(\.\d+)?", row.number):
            continue
        number = float(row.number)
        other = {"one": number + 1, "half": round(number * 1.5), "a half": number + 0.5}[change]
        found.append(replace(row, number=f"{other:g}" if other < 100_000 else f"{other:.1f}"))
    return found


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize(("change", "most"), [("one", 6), ("half", 1), ("a half", 1)])
def test_a_wrong_number_is_hardly_ever_explained(how: str, change: str, most: int) -> None:
    """Of 142 plain numbers plus one 4 were explained when this was written, plus a half none."""
    rows = published_figures()
    false = wrong(rows if how == "mapped" else unmapped(rows), change)
    assert len(false) == 142
    results = Reconciler(false).reconcile()
    explained = [result.stated.id for result in results if result.verdict == Verdict.EXPLAINED]
    assert len(explained) <= most, explained


def told_one(result: Result) -> tuple[Verdict, str]:
    return result.verdict, result.reason


@pytest.mark.parametrize("how", HOW)
def test_no_rule_hangs_on_an_id(results: By, how: str) -> None:
    rows = published_figures() if how == "mapped" else unmapped(published_figures())
    ids = [row.id for row in rows]
    random.Random(7).shuffle(ids)  # noqa: S311 - no secret
    renamed = [replace(row, id=f"x-{key}") for row, key in zip(rows, ids, strict=True)]
    before, after = results[how].values(), Reconciler(renamed).reconcile()
    assert [told_one(result) for result in before] == [told_one(result) for result in after]


def test_the_order_of_the_rows_does_not_matter(results: By) -> None:
    mixed = published_figures()
    random.Random(11).shuffle(mixed)  # noqa: S311 - no secret
    before = {key: result.verdict for key, result in results["mapped"].items()}
    after = {result.stated.id: result.verdict for result in Reconciler(mixed).reconcile()}
    assert before == after
