"""What two workshops of the demonstration teach with. Nobody there has said so: it is invented."""

from datetime import datetime

from django.db import transaction

from openluban.foundation.registers.models import Proposal
from openluban.foundation.registers.record import Audience
from openluban.foundation.registers.use_cases.decide import accept_proposal
from openluban.foundation.registers.use_cases.end import set_audience
from openluban.foundation.registers.use_cases.enter import enter_record
from openluban.kernel.actor import Actor
from openluban.teaching.library.public import Unit

_WHY = "Invented for the demonstration."
_HOST_WORKSHOP, _OTHER_WORKSHOP = "tj-ttu", "kz-ektu"
_CELLS = {
    "text_version": "1",
    "since": "2026-09-01",
    "remark_en": "Invented for the demonstration: this workshop has not said so.",
    "remark_zh": "演示用虚构记录：该工坊并未如此说明。",
    "remark_ru": "Вымысел для демонстрации: мастерская этого не сообщала.",
    "source": "Demonstration | invented",
    "confidence": "low",
}


@transaction.atomic
def demonstrate_uses(*, course: str, officer: Actor, host: Actor, at: datetime) -> None:
    """Let the host's workshop teach with the first Chinese and Russian versions of the course.

    Another teaches with the first English ones. All of it is internal: officers see it and, of
    their own, those who proposed it; it counts in no public figure.
    """
    units = list(Unit.objects.filter(resource__key=course).order_by("position"))
    for unit in units:
        for language in ("zh-hans", "ru"):
            key = f"demo-{_HOST_WORKSHOP}-{unit.position}-{language}"
            _enter(key, _HOST_WORKSHOP, unit, language, host, at)
            proposal = Proposal.objects.get(register="unit-uses", record=key)
            accept_proposal(proposal_id=proposal.pk, reason=_WHY, actor=officer, at=at)
            set_audience(
                register_key="unit-uses",
                key=key,
                audience=Audience.INTERNAL,
                reason=_WHY,
                actor=officer,
                at=at,
            )
        key = f"demo-{_OTHER_WORKSHOP}-{unit.position}-en"
        _enter(key, _OTHER_WORKSHOP, unit, "en", officer, at)


def _enter(key: str, workshop: str, unit: Unit, language: str, actor: Actor, at: datetime) -> None:
    named = {"key": key, "workshop": workshop, "unit": unit.key, "language": language}
    cells = {**_CELLS, **named, "audience": "internal"}
    enter_record(register_key="unit-uses", cells=cells, reason=_WHY, actor=actor, at=at)
