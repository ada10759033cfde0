"""The form of a name that lists are sorted by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openluban.foundation.columns.sorting import sorting_form


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("  Côte d’Ivoire Luban Workshop ", "cote d’ivoire luban workshop"),
        ("ÉCOLE", "ecole"),
        ("Йошкар-Ола", "иошкар-ола"),
        ("鲁班工坊", "鲁班工坊"),
        ("Straße", "strasse"),
        ("İzmir", "izmir"),
        ("", ""),
    ],
)
def test_case_and_accents_do_not_sort(name: str, form: str) -> None:
    assert sorting_form(name) == form


@given(st.text(max_size=300))
def test_every_name_has_a_form_that_fits_its_column(name: str) -> None:
    assert len(sorting_form(name)) <= 100
