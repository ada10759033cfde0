"""Problems: a sentence for every rule, safe to show, in the reader's language."""

import string

import pytest
from django.utils import translation

from openluban.foundation.sheets.problems import (
    SENTENCES,
    Rule,
    UnreadableSheet,
    excerpt,
    problem,
)
from openluban.foundation.sheets.reading import read_sheet
from openluban.kernel.refusals import Invalid


def test_every_rule_has_a_sentence() -> None:
    assert set(SENTENCES) == set(Rule)
    assert all(set(rule) <= {*string.ascii_lowercase, *string.digits, "_"} for rule in Rule)


def test_a_sentence_is_said_only_when_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    found = problem(Rule.EMPTY_FILE)
    monkeypatch.setitem(SENTENCES, Rule.EMPTY_FILE, SENTENCES[Rule.OLD_EXCEL])

    with translation.override("en"):
        assert str(found) == str(found.sentence) == "The file is empty."


def test_foreign_text_is_cut_and_cleaned_before_it_is_shown() -> None:
    assert excerpt("a\u202eb\nc") == "a\ufffdb\ufffdc"
    assert excerpt("x" * 100, 10) == "x" * 10 + "…"

    found = problem(Rule.UNKNOWN_COLUMN_NEAR, column="x" * 500, near="%(row)s")
    assert "%(row)s" in str(found)
    assert len(str(found)) < 200


def test_the_refusal_is_an_invalid_input_that_names_the_file() -> None:
    with pytest.raises(Invalid) as caught:
        read_sheet(b"", filename="empty.csv")

    refusal = caught.value
    assert isinstance(refusal, UnreadableSheet)
    assert (refusal.code, refusal.filename) == ("sheets.unreadable", "empty.csv")
    assert [each.rule for each in refusal.problems] == [Rule.EMPTY_FILE]
