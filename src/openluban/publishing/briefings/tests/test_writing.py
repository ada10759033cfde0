"""Writing texts and signing first: what is refused."""

from datetime import timedelta

import pytest

from openluban.foundation.registers.tests.make import make_contributor
from openluban.kernel.actor import PUBLIC, SYSTEM
from openluban.kernel.refusals import NotAllowed, NotFound
from openluban.publishing.briefings import errors
from openluban.publishing.briefings.models import BriefingText, PublicationRequest
from openluban.publishing.briefings.problems import MarkupInvalid
from openluban.publishing.briefings.queries.statements import contents_of
from openluban.publishing.briefings.tests.make import (
    AT,
    SUMMIT_EVE,
    make_edition,
    make_signers,
    make_text,
    make_texts,
    make_world,
)
from openluban.publishing.briefings.use_cases.confirm_publication import confirm_publication
from openluban.publishing.briefings.use_cases.correct import correct
from openluban.publishing.briefings.use_cases.propose_publication import propose_publication
from openluban.publishing.briefings.use_cases.withdraw_request import withdraw_request
from openluban.publishing.briefings.use_cases.write_text import LONGEST

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world() -> None:
    make_world()


def test_a_text_is_kept_with_its_title_and_version() -> None:
    text = make_text("# Ten of {{workshops}} now\r\n\r\nWords.\r\n")
    assert text.body == "# Ten of {{workshops}} now\n\nWords."
    assert text.title == "Ten of … now"
    assert text.version == 1
    assert make_text("# Eleven", version=1).version == 2


def test_a_text_with_faults_is_kept_too() -> None:
    assert make_text("{{workshops").version == 1


@pytest.mark.parametrize("actor", [PUBLIC, "contributor"])
def test_only_those_who_publish_write_and_sign(actor: object) -> None:
    make_texts()
    stranger = make_contributor() if actor == "contributor" else PUBLIC
    with pytest.raises(NotAllowed):
        make_text(actor=stranger)
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
        make_text(briefing_key=key)


def test_texts_that_cannot_be_kept_are_refused() -> None:
    with pytest.raises(errors.LanguageUnknown):
        make_text(language="fr")
    with pytest.raises(errors.TextTooLong):
        make_text("x" * (LONGEST + 1))
    with pytest.raises(MarkupInvalid) as refused:
        make_text("# a\n\nb\x00c")
    assert (refused.value.problems[0].line, refused.value.problems[0].column) == (3, 2)


def test_a_text_that_somebody_else_saved_is_not_overwritten() -> None:
    make_text(version=0)
    with pytest.raises(errors.TextChangedMeanwhile):
        make_text("# Mine", version=0)
    with pytest.raises(errors.TextUnchanged):
        make_text(version=1)


def test_what_cannot_be_signed_first_is_refused() -> None:
    first, _second = make_signers()
    with pytest.raises(NotFound):
        propose_publication(briefing_key="sco", day=SUMMIT_EVE, actor=first, at=AT)
    make_texts()
    tomorrow = (AT + timedelta(days=1)).date()
    with pytest.raises(errors.DayInFuture):
        propose_publication(briefing_key="sco", day=tomorrow, actor=first, at=AT)
    with pytest.raises(errors.NotPublished):
        correct(briefing_key="sco", day=SUMMIT_EVE, reason="Why", actor=first, at=AT)
    propose_publication(briefing_key="sco", day=SUMMIT_EVE, actor=first, at=AT)
    with pytest.raises(errors.SignatureWaiting):
        propose_publication(briefing_key="sco", day=SUMMIT_EVE, actor=first, at=AT)


def test_a_briefing_without_text_cannot_be_published() -> None:
    first, _second = make_signers()
    make_text()
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
    make_text(f"# A\n\nb {braces}")
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
