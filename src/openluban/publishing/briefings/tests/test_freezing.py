"""What an edition holds, and that its signature shows every change."""

import json

import pytest

from openluban.foundation.exchange.signing import is_signed
from openluban.foundation.figures.reading import read_figure
from openluban.kernel.canonical import canonical_bytes, digest
from openluban.publishing.briefings import errors
from openluban.publishing.briefings.models import Edition
from openluban.publishing.briefings.queries.integrity import is_intact
from openluban.publishing.briefings.queries.statements import contents_of
from openluban.publishing.briefings.tests.make import (
    QUESTION,
    SUMMIT_EVE,
    make_edition,
    make_world,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world() -> None:
    make_world()


def test_an_edition_freezes_what_the_figure_said_in_every_language() -> None:
    edition = make_edition()
    assert edition.titles == {
        "en": "There are 3 workshops",
        "zh-hans": "现有3家鲁班工坊",
        "ru": "Работают 3 мастерские Лу Баня",
    }
    figures = contents_of(edition.statement).figures
    frozen = figures[QUESTION]
    choices = {"bloc": "sco_members", "led_from": "tianjin"}
    reading = read_figure("workshops", choices, at=SUMMIT_EVE)
    assert frozen.value == str(reading.value) == "3"
    assert frozen.choices == reading.choices
    assert (frozen.at, frozen.unit, frozen.count) == ("2025-08-30", "workshop", 3)
    assert [one.reference for one in frozen.records] == [
        "workshops/kz-one",
        "workshops/tj-one",
        "workshops/uz-one",
    ]
    last = frozen.records[-1]
    assert (last.begins, last.latest, last.until) == ("2025-01-01", "2025-12-31", "")
    assert last.names == {"en": "uz-one"}
    assert set(frozen.definitions) == {"en", "zh-hans", "ru"}
    assert "Tianjin" in frozen.definitions["en"]
    assert figures["host_countries bloc=sco_members"].words["ru"]["phrase"] == "3 страны"


def test_every_digest_in_a_statement_can_be_made_again() -> None:
    edition = make_edition()
    assert edition.digest == digest(edition.statement)
    read = ("figure", "choices", "at", "unit", "value", "low", "high", "count", "records_digest")
    for figure in edition.statement["figures"]:
        assert figure["digest"] == digest({name: figure[name] for name in read})
        for record in figure["records"]:
            seen = {name: value for name, value in record.items() if name != "digest"}
            assert record["digest"] == digest(seen)
        assert figure["records_digest"] == digest(
            sorted(one["digest"] for one in figure["records"])
        )


def test_the_signature_holds_and_fails_when_anything_is_altered() -> None:
    edition = make_edition()
    key = {"signature": edition.signature, "public_key": edition.public_key}
    assert edition.signed_text.encode() == canonical_bytes(edition.statement)
    assert is_signed(edition.statement, **key)
    assert is_intact(edition)
    altered = json.loads(edition.signed_text)
    altered["figures"][0]["value"] = "99"
    assert not is_signed(altered, **key)
    edition.signed_text = json.dumps(altered)
    assert not is_intact(edition)
    edition.signed_text = "no JSON"
    assert not is_intact(edition)


def test_no_person_is_named_in_what_everybody_can_read() -> None:
    edition = make_edition()
    for hidden in (edition.first_signer, edition.second_signer, "Olga", "Wei"):
        assert hidden not in edition.signed_text


def test_an_edition_neither_changes_nor_goes_away() -> None:
    make_edition()
    with pytest.raises(errors.EditionFixed):
        Edition.objects.update(reason="other")
    with pytest.raises(errors.EditionFixed):
        Edition.objects.all().delete()
