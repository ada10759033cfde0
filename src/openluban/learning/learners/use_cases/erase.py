"""Erasing a person: all that identifies them goes, and the key that opens it in the history."""

from datetime import datetime

from django.db import transaction

from openluban.foundation.access.models import Account
from openluban.foundation.access.sealing import erase
from openluban.foundation.history.recording import Deed, record
from openluban.kernel.actor import Actor
from openluban.learning.learners.errors import NotMeant
from openluban.learning.learners.followers import follow_erasing
from openluban.learning.learners.models.duplicates import Likeness, Merge
from openluban.learning.learners.models.enrolments import Enrolment, StudyInChina
from openluban.learning.learners.models.marks import Mark
from openluban.learning.learners.models.persons import (
    Consent,
    Contact,
    Identifier,
    Person,
    PersonName,
)
from openluban.learning.learners.models.rosters import ErasedId, Result
from openluban.learning.learners.policies import the_person
from openluban.learning.learners.recording import KIND
from openluban.learning.learners.roles import LEARNER
from openluban.learning.learners.sealing import roster_digest


@transaction.atomic
def erase_learner(*, key: str, is_meant: bool, actor: Actor, at: datetime) -> None:
    """Erase a person for good, with the records that were joined into theirs.

    Enrolments, states and scores stay under the token, so that counts stand. A sign-in that was
    only a learner's goes as well. Of the id that a roster has for them a keyed digest stays, so
    that the next file does not bring them back. The history says that it happened, and to nobody
    any more whom.

    :raises NotFound: there is no such person, or the actor may not know
    :raises NotMeant: it was not confirmed
    """
    person = the_person(key, actor, locked=True)
    if not is_meant:
        raise NotMeant
    joined = Person.objects.select_for_update().filter(merged_into=person).order_by("pk")
    everyone = [*joined, person]
    for one in everyone:
        follow_erasing(one.pk, actor=actor, at=at)
        _empty(one, at)
        erase(one.key)
        record(Deed("learners.erased", KIND, one.key), actor=actor, at=at)


def _empty(person: Person, at: datetime) -> None:
    if person.external_id:
        digest = roster_digest(person.source, person.external_id)
        ErasedId.objects.get_or_create(workshop_id=person.workshop_id, digest=digest)
    for table in (PersonName, Identifier, Contact, Consent):
        table._default_manager.filter(person=person).delete()  # noqa: SLF001 - same for all four
    Likeness.objects.filter(first=person).delete()
    Likeness.objects.filter(second=person).delete()
    Merge.objects.filter(gone=person).delete()
    enrolments = Enrolment.objects.filter(person=person)
    StudyInChina.objects.filter(enrolment__in=enrolments).delete()
    # What came of them is a mark: the score stays there, the comment and the id do not.
    Result.objects.filter(enrolment__in=enrolments).delete()
    Mark.objects.filter(enrolment__in=enrolments).update(remark="", external_id="")
    enrolments.update(external_id="", missing_since=None)
    _let_go(person.account)
    Person.objects.filter(pk=person.pk).update(
        sort_name="",
        born_on=None,
        born_on_earliest=None,
        born_on_latest=None,
        birth_place="",
        sex="0",
        language="",
        note="",
        account=None,
        external_id="",
        missing_since=None,
        erasure_asked_at=None,
        merged_into=None,
        erased_at=at,
        changed_at=at,
    )


def _let_go(account: Account | None) -> None:
    if account is None or account.grants.exclude(role=LEARNER.key).exists():
        return
    erase(account.key)
    account.delete()
