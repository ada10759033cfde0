"""Cutting with a memory gives what cutting without one gives."""

from hypothesis import given
from hypothesis import strategies as st

from openluban.foundation.search.cutting import LONGEST, cut
from openluban.kernel.searching import words_of

_SCRIPTS = st.text("aZéÉðñ'’09,-_./:;!«»“” \n\u3000яЙй\u0306\u0301鲁班坊กาअि１あ가—、", max_size=30)


@given(st.one_of(_SCRIPTS, st.text(max_size=40)))
def test_gives_the_words_of_the_kernel(text: str) -> None:
    words, _endings = cut(text)
    assert list(words) == [word[:LONGEST] for word in words_of(text)]


def test_holds_the_last_character_of_a_run_singly() -> None:
    assert cut("吉布提鲁班工坊 1 天津") == (
        ["吉布", "布提", "提鲁", "鲁班", "班工", "工坊", "1", "天津"],
        ["坊", "津"],
    )


def test_has_no_endings_where_words_stand_apart() -> None:
    assert cut("Лу Баня, El Cu")[1] == []


def test_cuts_numbers_off_what_is_written_without_spaces() -> None:
    assert list(cut("工坊12")[0]) == ["工坊", "12"]
