"""What sources say against each other: written down, and decided by a named person."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openluban.foundation.evidence.claiming import Word
from openluban.foundation.evidence.models import Claim
from openluban.foundation.history.recording import Deed, record_all
from openluban.foundation.registers.errors import ReasonMissing
from openluban.foundation.registers.finding import the_record, the_register
from openluban.foundation.registers.policies import may_accept, may_prefer
from openluban.foundation.registers.rows import cells_of
from openluban.foundation.registers.use_cases.edit import edit_record
from openluban.foundation.registers.writing import rest_on
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import Invalid, NotAllowed, NotFound, Problem


@transaction.atomic
def claim_fields(*, words: Sequence[Word], actor: Actor, at: datetime) -> int:
    """Write down what sources say of single fields, or against whole records; return how many.

    :raises NotAllowed: the actor is no officer
    :raises NotFound: a register is not declared
    :raises Invalid: a record is not known
    """
    if not may_accept(actor):
        raise NotAllowed
    by_register: dict[str, list[Word]] = defaultdict(list)
    for word in words:
        by_register[word.register].append(word)
    for key, spoken in by_register.items():
        register = the_register(key)
        records = sorted({word.record for word in spoken})
        known = set(register.model.objects.filter(key__in=records).values_list("key", flat=True))
        unknown = [record for record in records if record not in known]
        if unknown:
            sentence = _("There is no “%(given)s” in %(register)s.")
            raise Invalid(
                [
                    Problem(
                        "unknown_reference",
                        sentence,
                        "record",
                        details={"given": record, "register": key},
                    )
                    for record in unknown
                ]
            )
        rest_on(register, records, spoken)
        deeds = [
            Deed("evidence.claimed", key, word.record, {word.field: (None, word.value)}, word.note)
            for word in spoken
        ]
        record_all(deeds, actor=actor, at=at)
    return len(words)


@transaction.atomic
def prefer_claim(*, claim_id: int, reason: str, actor: Actor, at: datetime) -> Any:
    """Say that one of several contradicting claims holds; its value becomes the record's.

    Preferring a claim about the whole record settles whether it is disputed: a supporting one
    keeps it, a contradicting one says it should be retired (which is another deed).

    :raises NotAllowed: the actor may not prefer claims
    :raises NotFound: there is no such claim
    :raises ReasonMissing: no reason was given
    :raises Invalid: the claim's value breaks a rule of its field
    """
    if not may_prefer(actor):
        raise NotAllowed
    claim = Claim.objects.select_for_update().filter(pk=claim_id).first()
    if claim is None:
        raise NotFound(claim=claim_id)
    if not reason.strip():
        raise ReasonMissing
    rivals = Claim.objects.filter(register=claim.register, record=claim.record, field=claim.field)
    rivals.update(preferred_by="", preferred_because="")
    claim.preferred_by = actor.key or actor.kind
    claim.preferred_because = reason
    claim.save(update_fields=["preferred_by", "preferred_because"])
    register = the_register(claim.register)
    found = the_record(register, claim.record, actor=actor)
    deed = Deed(
        "evidence.preferred",
        claim.register,
        claim.record,
        {claim.field: (None, claim.value)},
        reason,
    )
    record_all([deed], actor=actor, at=at)
    if claim.field:
        current = cells_of(register, found).get(claim.field, "")
        if claim.value and claim.value != current:
            found = edit_record(
                register_key=claim.register,
                key=claim.record,
                cells={claim.field: claim.value},
                reason=reason,
                actor=actor,
                at=at,
            )
    else:
        register.model.objects.filter(pk=found.pk).update(is_disputed=False)
    return found
