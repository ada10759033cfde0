"""Asking the machine for one segment, and writing down that it was a machine."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotAllowed
from openluban.teaching.bilingual.errors import MachineOff, MachineSilent, SegmentTooLong
from openluban.teaching.bilingual.machine.clients import Machine, Silent, translated
from openluban.teaching.bilingual.models import MachineMade
from openluban.teaching.bilingual.policies import may_edit
from openluban.teaching.bilingual.rules.machine import machine_mark

LONGEST = 5_000


def translate_by_machine(
    *, source: str, languages: tuple[str, str], actor: Actor, at: datetime
) -> MachineMade:
    """Return the machine's translation; asked twice for the same, it gives what it gave first.

    No transaction is open while the machine is waited for.

    :raises NotAllowed: the actor does not write
    :raises MachineOff: the installation names no machine
    :raises SegmentTooLong: the segment has more than 5,000 characters
    :raises MachineSilent: the machine gave none
    """
    if not may_edit(actor):
        raise NotAllowed
    machine = the_machine()
    if machine is None:
        raise MachineOff
    if len(source) > LONGEST:
        raise SegmentTooLong(length=len(source), limit=LONGEST)
    mark = machine_mark(source, *languages)
    known = MachineMade.objects.filter(mark=mark).first()
    if known is not None:
        return known
    try:
        text = translated(machine, source, source=languages[0], target=languages[1])
    except Silent as silent:
        raise MachineSilent(why=str(silent)) from silent
    return _kept(MachineMade(mark=mark, text=text, engine=machine.name), actor, at)


@transaction.atomic
def _kept(made: MachineMade, actor: Actor, at: datetime) -> MachineMade:
    values = {"text": made.text, "engine": made.engine, "asked_by": actor.key, "made_at": at}
    kept, _is_new = MachineMade.objects.get_or_create(mark=made.mark, defaults=values)
    return kept


def the_machine() -> Machine | None:
    """Return the machine that the settings name, None if they name none."""
    if not settings.LUBAN_MACHINE_TRANSLATION_URL:
        return None
    return Machine(
        settings.LUBAN_MACHINE_TRANSLATION_URL,
        settings.LUBAN_MACHINE_TRANSLATION_KIND,
        settings.LUBAN_MACHINE_TRANSLATION_KEY,
        settings.LUBAN_MACHINE_TRANSLATION_MODEL,
    )
