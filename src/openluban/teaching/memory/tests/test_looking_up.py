import numpy as np
import pytest
from django.db import connection
from django.db.models import Count, Sum
from django.test.utils import CaptureQueriesContext

from openluban.foundation.history.models import Entry
from openluban.foundation.registers.tests.make import make_contributor, make_officer
from openluban.kernel.actor import PUBLIC, SYSTEM
from openluban.kernel.refusals import NotAllowed
from openluban.teaching.memory.errors import (
    AlreadyRetired,
    LanguageUnknown,
    NoSuchUnit,
    OriginUnfit,
    ReasonMissing,
)
from openluban.teaching.memory.indexing import finding
from openluban.teaching.memory.indexing.joining import STEPS, tidy_step
from openluban.teaching.memory.models import Listing, Text, Unit
from openluban.teaching.memory.queries.looking_up import Match, look_up
from openluban.teaching.memory.rules.comparing import Kind
from openluban.teaching.memory.tests.make import AT, LETTERS, keep, pair
from openluban.teaching.memory.use_cases.forget import forget
from openluban.teaching.memory.use_cases.remember import Pair, Source

pytestmark = pytest.mark.django_db

OPEN = pair("Open the library file.", "打开库文件。")


def found(text: str, **asked: str | int) -> list[Match]:
    return look_up(text, source_language="en", target_language="zh", actor=SYSTEM, **asked)  # type: ignore[arg-type]


def test_the_same_text_is_an_exact_match_whatever_its_white_space() -> None:
    keep(OPEN)
    (match,) = found("Open the  library file.\n")
    assert (match.percent, match.kind, match.target) == (100, Kind.EXACT, "打开库文件。")
    assert match.origin.title == "Handbook"


def test_a_similar_text_says_how_similar_and_where_it_differs() -> None:
    keep(OPEN)
    (match,) = found("Open the library files.")
    assert match.kind is Kind.FUZZY
    assert match.similarity == pytest.approx(1 - 1 / 23)
    assert match.percent == 95
    assert [(p.change.value, p.text) for p in match.difference][1:3] == [
        ("removed", "file"),
        ("added", "files"),
    ]


def test_an_almost_same_long_text_never_shows_a_full_hundred() -> None:
    long = "A resistor has two pins and a value. " * 12
    keep(pair(long + "A", "一"))
    (match,) = found(long + "B")
    assert match.percent == 99


def test_context_comes_before_exact_and_exact_before_similar() -> None:
    keep(
        pair("Open", "打开", before="File", after="Close"),
        pair("Open", "敞开", before="Door", after="Close"),
        pair("Open", "开启"),
        pair("Opens", "打开了"),
    )
    matches = found("Open", before="File", after="Close")
    assert [(m.percent, m.target) for m in matches] == [
        (102, "打开"),
        (101, "敞开"),
        (100, "开启"),
        (80, "打开了"),
    ]
    assert [m.kind for m in matches][:3] == [Kind.IN_CONTEXT, Kind.IN_CONTEXT, Kind.EXACT]


def test_the_same_translation_is_offered_once() -> None:
    keep(pair("Open", "打开", before="File"), pair("Open", "打开", before="Edit"))
    assert [(m.percent, m.target) for m in found("Open", before="Edit")] == [(101, "打开")]


def test_a_unit_serves_the_other_way_round() -> None:
    keep(OPEN)
    (match,) = look_up("打开库文件", source_language="zh", target_language="en", actor=SYSTEM)
    assert match.is_backwards
    assert (match.target, match.percent) == (OPEN.source, 83)


def test_only_the_language_asked_for_is_offered() -> None:
    keep(OPEN, Pair("en", "ru", OPEN.source, "Откройте файл библиотеки."))
    assert [match.target for match in found(OPEN.source)] == [OPEN.target]
    with pytest.raises(LanguageUnknown):
        look_up("Open", source_language="en", target_language="", actor=SYSTEM)


def test_what_people_made_comes_before_what_a_machine_made() -> None:
    keep(pair("Open", "开")._replace(is_machine=True, status="approved"), pair("Open", "打开"))
    assert [match.target for match in found("Open")] == ["打开", "开"]
    keep(pair("Open", "开"))
    assert found("Open")[1].origin.is_machine, "machine-made for ever"


def test_strangers_get_units_of_public_origins_alone() -> None:
    keep(OPEN)
    keep(pair("Open the library files.", "打开这些库文件。"), origin=LETTERS)
    seen = look_up(OPEN.source, source_language="en", target_language="zh", actor=PUBLIC)
    assert [match.origin.key for match in seen] == ["handbook"]
    assert len(found(OPEN.source)) == 2


def test_nothing_is_found_for_nothing_and_for_what_is_not_like_it() -> None:
    keep(OPEN)
    assert found("  ") == []
    assert found("Steel is an alloy of iron and carbon") == []
    assert found("\ud800") == []


@pytest.mark.parametrize(
    ("source", "asked"),
    [
        ("OK", "OKs"),
        ("引脚", "引角"),
        ("R1", "R2"),
        ("выбор", "выборы"),
        ("Устанвить посадочное место", "Установить посадочные места"),
        ("ก่อนเปิดไฟล์", "ก่อนปิดไฟล์"),
        ("🚦 go", "🚦 gone"),
    ],
)
def test_short_texts_of_any_script_are_found_with_a_fault(source: str, asked: str) -> None:
    keep(Pair("en", "fr", source, "cible"))
    assert look_up(asked, source_language="en", target_language="fr", actor=SYSTEM, at_least=0.4)


def test_what_was_translated_very_often_leaves_room_for_others() -> None:
    keep(*(pair("Open it", f"打开{number}") for number in range(500)))
    keep(pair("Open its", "打开它的"))
    matches = found("Open its", limit=30)
    assert matches[0].target == "打开它的"
    assert len(matches) == 21


def test_a_look_up_asks_four_times() -> None:
    keep(OPEN, *(pair(f"Open the library file {n}.", f"打开库文件{n}。") for n in range(50)))
    with CaptureQueriesContext(connection) as asked:
        assert len(found("Open the library file 7")) == 10
    assert len(asked) == 4


def test_units_are_kept_once_and_counted() -> None:
    done = keep(OPEN, OPEN, pair("Empty", " "), pair("Long", "长" * 10_001))
    assert (done.new, done.known, done.left_out) == (1, 1, 2)
    assert (keep(OPEN).new, keep(OPEN, origin=LETTERS).new) == (0, 1)
    assert (Text.objects.count(), Unit.objects.count()) == (2, 2)
    entry = Entry.objects.filter(action="memory.remembered").order_by("pk")[0]
    assert (entry.subject_key, entry.changes["new"]) == ("handbook", [None, 1])


def test_what_is_found_does_not_depend_on_how_it_came_in() -> None:
    texts = [f"Pin {number} of the connector is not connected" for number in range(60)]
    for text in texts:
        keep(pair(text, f"{text}。"))
    before = {text: [m.source for m in found(text)] for text in texts}
    rows = Listing.objects.count()
    assert sum(map(tidy_step, range(STEPS))) == rows - Listing.objects.count() > 0
    assert Listing.objects.count() == Listing.objects.values("key").distinct().count()
    assert sum(map(tidy_step, range(STEPS))) == 0
    assert {text: [m.source for m in found(text)] for text in texts} == before
    assert all(sources[0] == text for text, sources in before.items())


def test_lists_are_joined_as_they_are_written() -> None:
    for number in range(64):
        keep(pair(f"Pin {number}", f"引脚{number}"))
    rows = Listing.objects.values("key").annotate(rows=Count("pk"), ids=Sum("count"))
    assert max(row["ids"] for row in rows) > 50
    assert max(row["rows"] for row in rows) < 10


def test_who_may_add_and_make_public() -> None:
    contributor = make_contributor()
    with pytest.raises(NotAllowed):
        keep(OPEN, actor=PUBLIC)
    with pytest.raises(NotAllowed):
        keep(OPEN, actor=contributor)
    assert keep(OPEN, origin=LETTERS, actor=contributor).new == 1
    assert Unit.objects.get().entered_by == contributor.key


@pytest.mark.parametrize(
    "origin", [Source("Not a key"), Source("a", "t" * 201), Source("a" * 61, "t")]
)
def test_an_origin_that_cannot_be_kept_is_refused(origin: Source) -> None:
    with pytest.raises(OriginUnfit):
        keep(OPEN, origin=origin)


def test_a_language_that_is_none_leaves_nothing_behind() -> None:
    with pytest.raises(LanguageUnknown):
        keep(OPEN, OPEN._replace(target_language="*all*"))
    assert not Text.objects.exists()
    assert not Entry.objects.filter(action="memory.remembered").exists()


def test_what_was_taken_out_is_gone_for_good() -> None:
    keep(OPEN)
    officer, unit = make_officer(), Unit.objects.get()
    forget(unit=unit.pk, reason="Wrong term.", actor=officer, at=AT)
    assert found(OPEN.source) == []
    assert keep(OPEN).known == 1
    assert found(OPEN.source) == []
    assert Entry.objects.get(action="memory.forgotten").reason == "Wrong term."
    with pytest.raises(AlreadyRetired):
        forget(unit=unit.pk, reason="Again.", actor=officer, at=AT)


def test_taking_out_needs_an_officer_a_reason_and_a_unit() -> None:
    keep(OPEN)
    unit = Unit.objects.get()
    with pytest.raises(NotAllowed):
        forget(unit=unit.pk, reason="Mine.", actor=make_contributor(), at=AT)
    with pytest.raises(ReasonMissing):
        forget(unit=unit.pk, reason=" ", actor=SYSTEM, at=AT)
    with pytest.raises(NoSuchUnit):
        forget(unit=0, reason="Why not.", actor=SYSTEM, at=AT)


def test_the_best_match_is_the_one_of_an_exhaustive_comparison() -> None:
    nouns = ["symbol", "footprint", "library", "wire", "label", "sheet", "pin", "field"]
    verbs = ["Open", "Close", "Move", "Copy", "Rotate", "Delete", "Edit"]
    texts = [
        f"{verb} the {noun} of sheet {n}" for verb in verbs for noun in nouns for n in range(9)
    ]
    keep(*(pair(text, f"{text}。") for text in texts))
    for text in texts[::17]:
        for asked in (text.replace("the", "teh"), text.replace(" of", ""), f"{text} now"):
            best = max(texts, key=lambda each: by_the_textbook(each, asked))
            assert found(asked)[0].similarity == pytest.approx(by_the_textbook(best, asked))


def by_the_textbook(one: str, other: str) -> float:
    """Return one less the distance over the length, by the textbook."""
    line = list(range(len(other) + 1))
    for row, left in enumerate(one, 1):
        last, line[0] = line[0], row
        for column, right in enumerate(other, 1):
            change = last + (left != right)
            last = line[column]
            line[column] = min(change, line[column] + 1, line[column - 1] + 1)
    return 1 - line[-1] / max(len(one), len(other))


def test_most_ids_are_left_out_before_sorting_and_none_of_the_best() -> None:
    chance = np.random.default_rng(5)
    many = chance.integers(0, 5_000_000, 60_000)
    good = chance.integers(0, 5_000_000, 200)
    ids = np.concatenate([many, np.repeat(good, 12)])
    weights = chance.uniform(0.05, 0.1, len(ids))
    likely, _weights = finding._likely(ids, weights, 1_000)
    assert len(likely) < len(ids) / 2
    assert set(finding._best(ids, weights, 250)) >= set(good.tolist())
