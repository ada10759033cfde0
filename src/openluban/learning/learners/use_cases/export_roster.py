"""Giving a roster out, as files of OneRoster or as one sheet. It is written down who took it."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from openluban.foundation.history.recording import Deed, record
from openluban.foundation.sheets.writing import Value, write_xlsx
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotAllowed, NotFound
from openluban.learning.learners.formats.oneroster.writing import write_package
from openluban.learning.learners.queries.roster_out import OutRoster, roster_of_workshop
from openluban.learning.learners.roles import KEEP
from openluban.learning.learners.use_cases.rosters.tables import tables_of
from openluban.network.workshops.public import Workshop

FORMS = ("oneroster", "xlsx")
_HEADINGS = (
    *("Student number", "Passport name", "Local name", "Chinese name", "Date of birth", "Sex"),
    *("E-mail", "Phone", "Programme", "Group", "State", "Since"),
)
"""Not translated: sheets are read again by their headings, and those are known in any language."""


@transaction.atomic
def export_roster(
    *, workshop: str, form: str, actor: Actor, at: datetime, with_synthetic: bool = False
) -> bytes:
    """Return the learners of a workshop as a zip of OneRoster files, or as an Excel workbook.

    Synthetic learners come only if they are asked for.

    :raises NotAllowed: the actor does not keep that workshop's learners
    :raises NotFound: there is no such workshop, or no such form
    :raises DoesNotFit: there are more learners than a workbook can hold
    """
    if not actor.may(KEEP, at=workshop):
        raise NotAllowed
    place = Workshop.objects.filter(key=workshop, is_shown=True).first()
    if place is None or form not in FORMS:
        raise NotFound
    out = roster_of_workshop(place, with_synthetic=with_synthetic)
    told: dict[str, tuple[object, object]] = {
        "form": (None, form),
        "persons": (None, len(out.persons)),
    }
    record(Deed("learners.roster_exported", "workshops", workshop, told), actor=actor, at=at)
    if form == "xlsx":
        return write_xlsx(_HEADINGS, _lines(out), title=_("Learners"))
    return write_package(
        tables_of(out), system_name="OpenLuban", system_code=f"openluban-{out.key}"
    )


def _lines(out: OutRoster) -> Iterator[list[Value]]:
    for each in out.enrolments:
        person = out.persons[each.person]
        names = (person.names.get(kind) for kind in ("passport", "local", "chinese"))
        cohort = out.cohorts.get(each.cohort)
        yield [
            person.key,
            *(name.full if name else "" for name in names),
            person.born,
            {"1": "male", "2": "female"}.get(person.sex, ""),
            person.contacts.get("email", ""),
            person.contacts.get("phone", ""),
            out.courses[each.course].key,
            cohort.name if cohort else "",
            each.state,
            each.state_on.isoformat(),
        ]
