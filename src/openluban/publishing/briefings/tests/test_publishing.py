"""Writing and signing: what is refused, what is frozen, and that the signature holds."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from openluban.foundation.exchange.signing import is_signed
from openluban.foundation.figures.reading import read_figure
from openluban.foundation.history.models import Entry
from openluban.foundation.registers.tests.make import make_contributor, make_officer
from openluban.kernel.actor import PUBLIC, SYSTEM
from openluban.kernel.canonical import canonical_bytes, digest
from openluban.kernel.refusals import NotAllowed, NotFound
from openluban.publishing.briefings import errors
from openluban.publishing.briefings.models import BriefingText, Edition, PublicationRequest
from openluban.publishing.briefings.problems import MarkupInvalid
from openluban.publishing.briefings.public import waiting_for
from openluban.publishing.briefings.queries.integrity import is_intact
from openluban.publishing.briefings.queries.statements import contents_of
from openluban.publishing.briefings.tests.make import (
    AT,
    QUESTION,
    SUMMIT_EVE,
    TEXTS,
    make_edition,
    make_signers,
    make_texts,
    make_world,
    move,
)
from openluban.publishing.briefings.use_cases.confirm_publication import confirm_publication
from openluban.publishing.briefings.use_cases.correct import correct
from openluban.publishing.briefings.use_cases.propose_publication import propose_publication
from openluban.publishing.briefings.use_cases.withdraw_request import withdraw_request
from openluban.publishing.briefings.use_cases.write_text import LONGEST, write_text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world() -> None:
    make_world()


def written(body: str = TEXTS["en"], **changed: object) -> BriefingText:
    given: dict[str, object] = {
        "briefing_key": "sco",
        "language": "en",
        "body": body,
        "actor": SYSTEM,
        "at": AT,
    }
    return write_text(**{**given, **changed})  # type: ignore[arg-type]


def test_a_text_is_kept_with_its_title_and_version() -> None:
    text = written("# Ten of {{workshops}} now\r\n\r\nWords.\r\n")
    assert text.body == "# Ten of {{workshops}} now\n\nWords."
    assert text.title == "Ten of … now"
    assert text.version == 1
    assert written("# Eleven", version=1).version == 2


def test_a_text_with_faults_is_kept_too() -> None:
    assert written("{{workshops").version == 1


@pytest.mark.parametrize("actor", [PUBLIC, "contributor"])
def test_only_those_who_publish_write_and_sign(actor: object) -> None:
    make_texts()
    stranger = make_contributor() if actor == "contributor" else PUBLIC
    with pytest.raises(NotAllowed):
        written(actor=stranger)
    with pytest.raises(NotAllowed):
        propose_publication(briefing_key="sco", day=SUMMIT_EVE, actor=stranger, at=AT)
    with pytest.raises(NotAllowed):
        correct(briefing_key="sco", day=SUMMIT_EVE, reason="x", actor=stranger, at=AT)
    with pytest.raises(NotAllowed):
        confirm_publication(briefing_key="sco", signed_digest="", actor=stranger, at=AT)
    with pytest.raises(NotAllowed):
        withdraw_request(briefing_key="sco", actor=stranger, at=AT)


def test_the_installation_itself_cannot_sign() -> None:
    make_texts()
    with pytest.raises(NotAllowed):
        propose_publication(briefing_key="sco", day=SUMMIT_EVE, actor=SYSTEM, at=AT)


@pytest.mark.parametrize("key", ["", "SCO", "a b", "a--b", "-a", "start", "a/b", "x" * 61, "鲁班"])
def test_a_key_must_fit_into_an_address(key: str) -> None:
    with pytest.raises(errors.BadKey):
        written(briefing_key=key)


def test_texts_that_cannot_be_kept_are_refused() -> None:
    with pytest.raises(errors.LanguageUnknown):
        written(language="fr")
    with pytest.raises(errors.TextTooLong):
        written("x" * (LONGEST + 1))
    with pytest.raises(MarkupInvalid) as refused:
        written("# a\n\nb\x00c")
    assert (refused.value.problems[0].line, refused.value.problems[0].column) == (3, 2)


def test_a_text_that_somebody_else_saved_is_not_overwritten() -> None:
    written(version=0)
    with pytest.raises(errors.TextChangedMeanwhile):
        written("# Mine", version=0)
    with pytest.raises(errors.TextUnchanged):
        written(version=1)


def test_what_cannot_be_signed_first_is_refused() -> None:
    first, _second = make_signers()
    with pytest.raises(NotFound):
        propose_publication(briefing_key="sco", day=SUMMIT_EVE, actor=first, at=AT)
    make_texts()
    with pytest.raises(errors.DayInFuture):
        tomorrow = (AT + timedelta(days=1)).date()
        propose_publication(briefing_key="sco", day=tomorrow, actor=first, at=AT)
    with pytest.raises(errors.NotPublished):
        correct(briefing_key="sco", day=SUMMIT_EVE, reason="Why", actor=first, at=AT)
    propose_publication(briefing_key="sco", day=SUMMIT_EVE, actor=first, at=AT)
    with pytest.raises(errors.SignatureWaiting):
        propose_publication(briefing_key="sco", day=SUMMIT_EVE, actor=first, at=AT)


def test_a_briefing_without_text_cannot_be_published() -> None:
    first, _second = make_signers()
    written()
    BriefingText.objects.all().delete()
    with pytest.raises(errors.NothingToPublish):
        propose_publication(briefing_key="sco", day=SUMMIT_EVE, actor=first, at=AT)


@pytest.mark.parametrize(
    ("braces", "rule"),
    [
        ("{{workshops", "unclosed"),
        ("{{unheard_of}}", "unknown-figure"),
        ("{{workshops bloc=moon}}", "unknown-choice"),
        ("{{workshops moon=full}}", "unknown-choice"),
        ("{{reported}}", "no-value"),
        ("{{workshops at=2025-09}}", "day-too-late"),
    ],
)
def test_texts_with_faults_cannot_be_published(braces: str, rule: str) -> None:
    first, _second = make_signers()
    written(f"# A\n\nb {braces}")
    with pytest.raises(MarkupInvalid) as refused:
        propose_publication(briefing_key="sco", day=SUMMIT_EVE, actor=first, at=AT)
    (problem,) = refused.value.problems
    assert (problem.rule, problem.line, problem.column) == (rule, 3, 3)
    assert problem.sentence
    assert not PublicationRequest.objects.exists()


def test_a_year_that_is_not_over_is_read_for_the_day_of_the_briefing() -> None:
    edition = make_edition(texts={"en": "# A\n\n{{workshops at=2025}}"})
    (figure,) = contents_of(edition.statement).figures.values()
    assert (figure.at, figure.stated_at) == ("2025-08-30", "2025")


def test_the_second_signature_needs_a_second_person_and_the_same_contents() -> None:
    make_texts()
    first, second = make_signers()
    with pytest.raises(errors.NothingWaiting):
        confirm_publication(briefing_key="sco", signed_digest="", actor=second, at=AT)
    request = propose_publication(briefing_key="sco", day=SUMMIT_EVE, actor=first, at=AT)
    with pytest.raises(errors.NeedsSecondPerson):
        confirm_publication(briefing_key="sco", signed_digest=request.digest, actor=first, at=AT)
    with pytest.raises(errors.ChangedSinceSigned):
        confirm_publication(briefing_key="sco", signed_digest="sha256:0", actor=second, at=AT)
    assert not Edition.objects.exists()
    edition = confirm_publication(
        briefing_key="sco", signed_digest=request.digest, actor=second, at=AT
    )
    assert (edition.first_signer, edition.second_signer) == (first.key, second.key)
    with pytest.raises(errors.NothingWaiting):
        confirm_publication(briefing_key="sco", signed_digest=request.digest, actor=second, at=AT)


@pytest.mark.parametrize("change", ["text", "figure", "fault", "language"])
def test_what_changed_since_the_first_signature_is_not_published(change: str) -> None:
    make_texts()
    first, second = make_signers()
    request = propose_publication(briefing_key="sco", day=SUMMIT_EVE, actor=first, at=AT)
    if change == "figure":
        move("kz-one", "fr")
    elif change == "language":
        BriefingText.objects.filter(language="ru").delete()
    else:
        written("# Other" if change == "text" else "no title")
    with pytest.raises(errors.ChangedSinceSigned):
        confirm_publication(briefing_key="sco", signed_digest=request.digest, actor=second, at=AT)
    withdraw_request(briefing_key="sco", reason="Text mended", actor=second, at=AT)
    with pytest.raises(errors.NothingWaiting):
        withdraw_request(briefing_key="sco", actor=second, at=AT)
    assert Entry.objects.about("briefings", "sco")[0].reason == "Text mended"


def test_a_request_that_was_tampered_with_is_not_published() -> None:
    make_texts()
    first, second = make_signers()
    request = propose_publication(briefing_key="sco", day=SUMMIT_EVE, actor=first, at=AT)
    request.statement["figures"][0]["value"] = "99"
    request.save()
    with pytest.raises(errors.ChangedSinceSigned):
        confirm_publication(briefing_key="sco", signed_digest=request.digest, actor=second, at=AT)


def test_the_database_too_wants_two_persons_and_a_reason() -> None:
    edition = make_edition()
    for wrong in (
        {"number": 2, "reason": ""},
        {"number": 2, "reason": "x", "second_signer": edition.first_signer},
        {"number": 1},
    ):
        copy = Edition.objects.get()
        copy.pk = None
        for name, value in wrong.items():
            setattr(copy, name, value)
        with pytest.raises(IntegrityError), transaction.atomic():
            copy.save()


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


def test_a_correction_needs_a_reason_and_a_difference() -> None:
    former = make_edition()
    first, second = make_officer("Ivan"), make_officer("Mei")
    given = {"briefing_key": "sco", "day": SUMMIT_EVE, "actor": first, "at": AT}
    with pytest.raises(errors.AlreadyPublished):
        propose_publication(**given)  # type: ignore[arg-type]
    with pytest.raises(errors.CorrectionReasonMissing):
        correct(reason="  ", **given)  # type: ignore[arg-type]
    with pytest.raises(errors.NothingToCorrect):
        correct(reason="Why", **given)  # type: ignore[arg-type]
    move("kz-one", "fr")
    request = correct(reason="It stands in France.", **given)  # type: ignore[arg-type]
    edition = confirm_publication(
        briefing_key="sco", signed_digest=request.digest, actor=second, at=AT
    )
    assert (edition.number, edition.reason) == (2, "It stands in France.")
    assert edition.statement["corrects"] == {"edition": 1, "digest": former.digest}
    assert edition.titles["en"] == "There are 2 workshops"
    assert is_intact(Edition.objects.get(number=1))


def test_every_deed_is_in_the_history() -> None:
    make_edition()
    actions = [entry.action for entry in Entry.objects.about("briefings", "sco")]
    assert actions == [
        "briefings.published",
        "briefings.signed_first",
        *["briefings.text_written"] * 3,
    ]


def test_what_waits_is_told_to_everybody_who_may_sign_but_the_first() -> None:
    make_texts()
    first, second = make_signers()
    assert waiting_for(second) == []
    propose_publication(briefing_key="sco", day=SUMMIT_EVE, actor=first, at=AT)
    (waiting,) = waiting_for(second, "ru")
    assert (waiting.briefing, waiting.language) == ("sco", "ru")
    assert waiting.title == "Работают 3 мастерские Лу Баня"
    assert waiting.url == "/briefings/sco/publish/"
    assert waiting_for(first) == []
    assert waiting_for(make_contributor()) == []
    assert waiting_for(PUBLIC) == []
