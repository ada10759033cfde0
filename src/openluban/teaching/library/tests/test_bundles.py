"""Leaves of a whole resource: from what a folder holds to what is published."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from openluban.kernel.actor import PUBLIC, SYSTEM
from openluban.kernel.refusals import NotFound
from openluban.kernel.text import LocalizedText
from openluban.teaching.library import held
from openluban.teaching.library.held import (
    HeldFolder,
    Span,
    declare_folders,
    version_now,
    version_on,
)
from openluban.teaching.library.models import Resource, Unit, UnitText
from openluban.teaching.library.queries.bundles import as_kept, as_of, bundle_of
from openluban.teaching.library.tests.make import AT, make_text, make_unit
from openluban.teaching.library.use_cases.supersede import supersede_text

LEAVES = "/library/sorter/leaves/zh-hans/"
FIRST = "# 安全\n\n先断电。\n\n## 停止\n\n按红色按钮。\n\n## 起动\n\n按绿色按钮。\n"
SECOND = FIRST.replace("按红色按钮。", "按下急停。")
OTHER = "# 接线\n\n棕线接 24 V。\n"
DAY = AT.date()
SPANS = [
    Span(1, date(2026, 1, 5), date(2026, 3, 1)),
    Span(2, date(2026, 3, 1), date(2026, 6, 1)),
    Span(4, date(2026, 9, 1), None),
]


@pytest.mark.parametrize(
    ("day", "version"),
    [
        ("2026-01-04", 0),
        ("2026-01-05", 1),
        ("2026-02-28", 1),
        ("2026-03-01", 2),
        ("2026-06-01", 0),  # taken out of use that day
        ("2026-09-01", 4),
        ("2030-01-01", 4),
    ],
)
def test_a_folder_holds_what_was_published_on_its_day(day: str, version: int) -> None:
    assert version_on(date.fromisoformat(day), SPANS) == version


def test_what_is_published_now() -> None:
    assert version_now(SPANS) == 4
    assert version_now(SPANS[:2]) == version_now([]) == 0


@pytest.fixture
def course(db: None) -> Iterator[Resource]:
    """Make three units: one revised a month later, one as it was, one that came later."""
    safety = make_unit()
    make_text(safety, body=FIRST, is_published=True)
    wiring = make_unit("sorter.wiring")
    Unit.objects.filter(pk=wiring.pk).update(position=2)
    make_text(wiring, body=OTHER, is_published=True)
    later = AT + timedelta(days=30)
    make_text(safety, body=SECOND, is_published=True)
    UnitText.objects.filter(unit=safety, version=1).update(superseded_at=later)
    UnitText.objects.filter(unit=safety, version=2).update(published_at=later)
    start = make_unit("sorter.start")
    Unit.objects.filter(pk=start.pk).update(position=3)
    made = make_text(start, body="# 起动\n\n按绿色按钮。\n", is_published=True)
    UnitText.objects.filter(pk=made.pk).update(published_at=later)
    before = list(held._DECLARED)
    held._DECLARED.clear()
    yield Resource.objects.get(key="sorter")
    held._DECLARED[:] = before


def tell(found: Any) -> list[tuple[str, int, int, list[str]]]:
    """Return each unit with its versions and the leaves that are exchanged."""
    return [
        (
            each.unit.key.partition(".")[2],
            each.since,
            each.version,
            [each.leaves.printed(line.label) for line in each.leaves.exchanges]
            if each.leaves
            else [],
        )
        for each in found
    ]


def test_from_a_day_to_today(
    course: Resource, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        found = bundle_of(course, "zh-hans", as_of(DAY), PUBLIC)
    assert tell(found) == [
        ("safety", 1, 2, ["1-2"]),
        ("wiring", 1, 1, []),
        ("start", 0, 1, ["3-1"]),
    ]
    everything = bundle_of(course, "zh-hans", as_of(date.min), PUBLIC)
    assert sum(len(each.leaves.to_print) for each in everything if each.leaves) == 5
    assert not any(each.leaves for each in bundle_of(course, "zh-hans", as_of(date.max), PUBLIC))


def test_what_is_taken_out_of_use_leaves_the_folder(course: Resource) -> None:
    edition = ("zh-hans", 1)
    supersede_text(unit_key="sorter.wiring", edition=edition, reason="Wrong.", actor=SYSTEM, at=AT)
    found = bundle_of(course, "zh-hans", as_of(DAY - timedelta(days=1)), PUBLIC)
    assert tell(found)[1] == ("wiring", 0, 0, [])
    wiring = Unit.objects.get(key="sorter.wiring")
    (only,) = bundle_of(course, "zh-hans", as_kept({wiring.pk: 1}), PUBLIC)
    assert (only.since, only.version) == (1, 0)
    assert only.leaves is not None
    assert [each.put_in for each in only.leaves.exchanges] == [None]
    assert only.leaves.to_print == []


def test_of_a_language_without_texts_there_are_no_leaves(course: Resource) -> None:
    with pytest.raises(NotFound):
        bundle_of(course, "ru", as_of(DAY), PUBLIC)


def test_a_version_that_nobody_knows_counts_as_an_empty_place(course: Resource) -> None:
    safety = Unit.objects.get(key="sorter.safety")
    (only,) = bundle_of(course, "zh-hans", as_kept({safety.pk: 9}), PUBLIC)
    assert (only.since, only.version) == (0, 2)


def test_the_page_has_one_sheet_and_the_changed_leaves(
    client: Client, course: Resource, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(12):
        page = client.get(LEAVES, {"since": DAY.isoformat()}).text
    assert page.count('class="leaf"') == 2
    assert "按下急停。" in page
    assert "棕线接" not in page
    assert "/units/sorter.safety/leaves/zh-hans/1/2/" in page
    assert f"leaves.pdf?since={DAY.isoformat()}" in page
    assert client.get(LEAVES).text.count('class="leaf"') == 5
    assert "No leaf has changed." in client.get(LEAVES, {"since": "2030"}).text


def test_what_cannot_be_asked(client: Client, course: Resource) -> None:
    wrong = client.get(LEAVES, {"since": "last week"})
    assert (wrong.status_code, "is no date" in wrong.text) == (422, True)
    for address in (
        "/library/nothing/leaves/zh-hans/",
        "/library/sorter/leaves/kk/",
        f"{LEAVES}?workshop=nowhere",
        f"{LEAVES}leaves.pdf?since=soon",
        f"{LEAVES}leaves.pdf?workshop=nowhere",
    ):
        assert client.get(address).status_code == 404, address


def test_a_declared_folder_can_be_chosen(client: Client, course: Resource) -> None:
    safety = Unit.objects.get(key="sorter.safety")
    folder = HeldFolder("ektu", LocalizedText({"en": "EKTU"}), {safety.pk: 1})
    declare_folders(lambda *_asked: [folder])
    page = client.get(LEAVES, {"workshop": "ektu"}).text
    assert "From what EKTU teaches with" in page
    assert page.count('class="leaf"') == 1
    assert "sorter.start" not in page
    with pytest.raises(ValueError, match="twice"):
        declare_folders(lambda *_asked: [])


def test_the_printer_gets_the_sheet_and_only_what_changed(client: Client, course: Resource) -> None:
    if not any(Path(settings.LUBAN_FONTS).glob("*SC*Regular*")):
        pytest.skip("the fonts of PDF files are not here; make fonts fetches them")
    answer = client.get(f"{LEAVES}leaves.pdf", {"since": DAY.isoformat()})
    assert answer["Content-Type"] == "application/pdf"
    assert "sorter-zh-hans-2026-03-01-leaves.pdf" in answer["Content-Disposition"]
    pages = PdfReader(BytesIO(answer.content)).pages
    words = [re.sub(r"\s+", "", each.extract_text()) for each in pages]
    assert all(number in words[0] for number in ("1-2", "3-1"))
    assert sum("按下急停。" in each for each in words) == 1
    assert not any("棕线接" in each for each in words)
