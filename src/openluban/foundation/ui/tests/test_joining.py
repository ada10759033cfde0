"""Texts of several parts are put together as each language does."""

import pytest
from django.utils import translation

from openluban.foundation.ui.joining import clauses, listed, names_listed, sentences


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ("a, b", "a; b", "a; b", "A. B.")),
        ("ru", ("a, b", "a; b", "a; b", "A. B.")),
        ("zh-hans", ("a、b", "a、b", "a；b", "A.B.")),
    ],
)
def test_each_language_has_its_own_signs_between_parts(
    language: str, expected: tuple[str, str, str, str]
) -> None:
    with translation.override(language):
        parts = ("a", "b")
        said = (listed(parts), names_listed(parts), clauses(parts), sentences(("A.", "B.")))
    assert said == expected
