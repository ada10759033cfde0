"""Giving and withdrawing consent, by the person or by the registrar who holds the paper."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from openluban.kernel.actor import Actor
from openluban.kernel.refusals import Invalid, NotFound, Problem
from openluban.learning.learners.errors import AlreadyConsented, DayBefore, NothingToWithdraw
from openluban.learning.learners.models.persons import Consent, Person
from openluban.learning.learners.policies import Sight, sight_of
from openluban.learning.learners.recording import record_about
from openluban.learning.learners.rules.words import Origin, Purpose

_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Agreed:
    """To what somebody agreed: the purpose, and the text they read."""

    purpose: str
    text_version: str
    language: str


@transaction.atomic
def give_consent(*, key: str, agreed: Agreed, on: date, actor: Actor, at: datetime) -> Consent:
    """Record that a person agreed to something.

    :raises NotFound: there is no such person, or the actor may not know
    :raises Invalid: the purpose is not known, or the text is not named
    :raises DayBefore: the day lies in the future
    :raises AlreadyConsented: the consent stands
    """
    person = _whose(key, actor)
    problems = []
    if agreed.purpose not in {each.value for each in Purpose}:
        problems.append(Problem("unknown_purpose", _("Choose a purpose."), "purpose"))
    if not 0 < len(agreed.text_version.strip()) <= _LONGEST:
        sentence = _("Name the version of the text that was signed.")
        problems.append(Problem("text_missing", sentence, "text_version"))
    if problems:
        raise Invalid(problems)
    if on > timezone.localdate(at):
        raise DayBefore
    if person.consents.filter(purpose=agreed.purpose, withdrawn_on=None).exists():
        raise AlreadyConsented
    consent = Consent.objects.create(
        person=person,
        purpose=agreed.purpose,
        text_version=agreed.text_version.strip(),
        language=agreed.language[:20],
        given_on=on,
        given_by=Origin.HAND.value,
        recorded_at=at,
    )
    plain = {"purpose": (None, agreed.purpose), "text": (None, consent.text_version)}
    record_about(key, "learners.consented", actor=actor, at=at, plain=plain)
    return consent


@transaction.atomic
def withdraw_consent(*, key: str, purpose: str, on: date, actor: Actor, at: datetime) -> Consent:
    """End a consent from a day on. Whatever rests on it asks ``has_consent`` and stops.

    :raises NotFound: there is no such person, or the actor may not know
    :raises NothingToWithdraw: no such consent stands
    :raises DayBefore: the day lies before that of giving, or in the future
    """
    person = _whose(key, actor)
    consent = person.consents.filter(purpose=purpose, withdrawn_on=None).first()
    if consent is None:
        raise NothingToWithdraw
    if on < consent.given_on or on > timezone.localdate(at):
        raise DayBefore
    consent.withdrawn_on = on
    consent.save()
    plain = {"purpose": (purpose, None)}
    record_about(key, "learners.withdrew_consent", actor=actor, at=at, plain=plain)
    return consent


def _whose(key: str, actor: Actor) -> Person:
    found = Person.objects.standing().filter(key=key).select_for_update(of=("self",))
    person = found.first()
    if person is None or sight_of(person, actor) not in {Sight.KEPT, Sight.OWN}:
        raise NotFound
    return person


@transaction.atomic
def ask_erasure(*, key: str, actor: Actor, at: datetime) -> None:
    """Note that a person asked to be erased; a registrar does it. Asked again, nothing changes.

    :raises NotFound: there is no such person, or the actor may not know
    """
    person = _whose(key, actor)
    if person.erasure_asked_at is None:
        Person.objects.filter(pk=person.pk).update(erasure_asked_at=at)
        record_about(key, "learners.erasure_asked", actor=actor, at=at)
