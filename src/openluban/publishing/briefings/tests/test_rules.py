"""What became of numbers, without a database."""

from openluban.publishing.briefings.frozen import FrozenFigure, names_in, records_digest
from openluban.publishing.briefings.rules import correction, restatement
from openluban.publishing.briefings.tests.make import make_frozen, make_seen


def test_the_same_records_restate_nothing() -> None:
    assert restatement(make_frozen(make_seen()), make_frozen(make_seen())) is None


def test_names_are_no_part_of_what_a_figure_sees() -> None:
    renamed = make_seen()
    object.__setattr__(renamed, "names", {"en": "Renamed"})
    assert restatement(make_frozen(make_seen()), make_frozen(renamed)) is None


def test_names_records_that_came_and_went() -> None:
    before = make_frozen(make_seen("a"), make_seen("b"))
    after = make_frozen(make_seen("b"), make_seen("c"), make_seen("d"))
    found = restatement(before, after)
    assert found is not None
    assert [one.key for one in found.removed] == ["a"]
    assert [one.key for one in found.added] == ["c", "d"]
    assert found.changed == ()
    assert found.is_other_number


def test_the_same_number_from_other_records_is_told_apart() -> None:
    found = restatement(make_frozen(make_seen("a")), make_frozen(make_seen("b")))
    assert found is not None
    assert not found.is_other_number


def test_pairs_a_changed_record_with_what_it_was() -> None:
    before, after = make_seen(latest="2020-12-31"), make_seen(latest="2020-05-01")
    found = restatement(make_frozen(before), make_frozen(after))
    assert found is not None
    assert found.changed == ((before, after),)
    assert not found.added
    assert not found.removed


def test_pairs_a_record_that_a_figure_sees_twice() -> None:
    one, other, moved = (make_seen(thing=thing) for thing in ("1", "2", "3"))
    found = restatement(make_frozen(one, other), make_frozen(moved, one))
    assert found is not None
    assert found.changed == ((other, moved),)


def test_a_number_that_is_no_longer_given_loses_its_records() -> None:
    found = restatement(make_frozen(make_seen()), None)
    assert found is not None
    assert found.is_other_number
    assert [one.key for one in found.removed] == ["a"]


def test_a_correction_names_numbers_questions_and_languages() -> None:
    former = {
        "a": make_frozen(make_seen("a"), question="a"),
        "b": make_frozen(make_seen("a"), question="b"),
        "c": make_frozen(make_seen("a"), question="c"),
    }
    later = {
        "a": make_frozen(make_seen("a"), make_seen("b"), question="a"),
        "b": make_frozen(make_seen("b"), question="b"),
        "d": make_frozen(make_seen("a"), question="d"),
    }
    texts = ({"en": "old", "ru": "same"}, {"en": "new", "ru": "same", "zh-hans": "fresh"})
    found = correction(former, later, texts=texts)
    assert [(before.value, after.value) for before, after in found.numbers] == [("1", "2")]
    assert [figure.question for figure in found.dropped] == ["c"]
    assert [figure.question for figure in found.new] == ["d"]
    assert found.languages == ("en", "zh-hans")
    assert found.same_numbers == 1
    assert found
    assert not correction(former, former, texts=(texts[0], texts[0]))


def test_a_frozen_figure_is_read_back_as_it_was() -> None:
    frozen = make_frozen(make_seen("a"), make_seen("b", until="2026-01-01", quantity="15000"))
    read = FrozenFigure.from_stored(frozen.stored(), names_in([frozen]))
    assert read == frozen
    assert read.records[0].names == {"en": "A"}


def test_the_digest_of_records_knows_no_order_and_sees_every_member() -> None:
    one, other = make_seen("a"), make_seen("b")
    assert records_digest([one, other]) == records_digest([other, one])
    for member in ("begins", "latest", "until", "thing", "quantity"):
        assert make_seen(**{member: "2024-01-01"}).digest != one.digest
