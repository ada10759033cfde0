"""Numbers in a credential: signed as others sign them, or refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openluban.learning.credentials.formats.contexts import CREDENTIALS_V2, OPEN_BADGES
from openluban.learning.credentials.formats.json_text import Document
from openluban.learning.credentials.formats.rdf import canonical_statements
from openluban.learning.credentials.formats.refusals import Unfit
from openluban.learning.credentials.tests.test_statements import by_another


def _measured(number: float) -> Document:
    return {
        "@context": [CREDENTIALS_V2, OPEN_BADGES],
        "id": "urn:uuid:1",
        "type": ["GeoCoordinates"],
        "latitude": number,
    }


@pytest.mark.parametrize("number", [4.35, 1.1, 1 / 3, 100.0, 95.5, -0.5])
def test_numbers_are_signed_with_the_digits_that_others_sign(number: float) -> None:
    document = _measured(number)
    assert canonical_statements(document).decode() == by_another(document).decode()


@pytest.mark.parametrize("number", [99.99, 0.07, 1e20, 1234913185424710016.0])
def test_numbers_that_others_sign_with_other_digits_are_refused(number: float) -> None:
    with pytest.raises(Unfit) as refused:
        canonical_statements(_measured(number))
    assert refused.value.rule == "imprecise_number"


@settings(max_examples=30, deadline=None)
@given(number=st.floats(-1e9, 1e9).map(lambda number: round(number, 3)))
def test_numbers_are_signed_as_others_sign_them_or_refused(number: float) -> None:
    document = _measured(number)
    try:
        written = canonical_statements(document)
    except Unfit:
        return
    assert written.decode() == by_another(document).decode()
