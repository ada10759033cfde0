"""``luban memory tidy``."""

from openluban.config.tests.installation import Installation


def test_tidy_says_that_there_was_nothing_to_join(filled: Installation) -> None:
    answer = filled.luban("memory", "tidy")
    assert (answer.status, answer.err) == (0, "")
    assert answer.out.strip() == "Nothing to join."
