"""The choices about workshops that figures here and in higher modules share."""

from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from openluban.directory.places.public import BLOC, within_bloc
from openluban.foundation.figures.choices import Choice, Option, any_record
from openluban.foundation.figures.declaring import Records
from openluban.kernel.text import LocalizedText
from openluban.network.workshops.models import Gate, Party, Role
from openluban.network.workshops.queries import workshop_name

SINCE = date(2016, 1, 1)
_FIGURED = (
    Gate.COMMITTED,
    Gate.AGREEMENT,
    Gate.TRIAL_RUN,
    Gate.OPENED,
    Gate.UNVEILED,
    Gate.TEACHING,
    Gate.ACCREDITED,
    Gate.ACCEPTED,
    Gate.RECOGNISED,
)


def at_workshop(phrase: Any) -> Choice:
    """Return the choice of one workshop or any; ``phrase`` says where, as the figure's words go."""
    return any_record(
        "workshop", _("Workshop"), _("any workshop"), name_of=workshop_name, phrase=phrase
    )


def _provinces() -> list[Option]:
    """Return anywhere, and each province in which a lead college has its seat."""
    rows = (
        Party.objects.shown()
        .filter(role=Role.LEAD_COLLEGE, institution__province__isnull=False)
        .values_list("institution__province__key", "institution__province__name")
        .distinct()
        .order_by("institution__province__key")
    )
    named = [
        Option(key, name if isinstance(name, LocalizedText) else LocalizedText.from_stored(name))
        for key, name in rows
    ]
    return [Option("all", _("anywhere")), *named]


def _kin(option: str) -> list[str]:
    """Return anywhere, or for anywhere the province that leads most: what texts mix up."""
    if option != "all":
        return ["all"]
    leading = (
        Party.objects.shown()
        .filter(role=Role.LEAD_COLLEGE, institution__province__isnull=False)
        .values_list("institution__province__key")
        .annotate(workshops=Count("workshop", distinct=True))
        .order_by("-workshops")
    )
    return [key for key, _number in leading[:1]]


LED_FROM = Choice(
    key="led_from",
    title=_("Led from"),
    default="all",
    options=_provinces,
    kin=_kin,
    phrase=_("led from %(option)s"),
)
GATE = Choice(
    key="gate",
    title=_("Gate"),
    default=Gate.OPENED,
    options=lambda: [Option(str(gate), gate.label) for gate in _FIGURED],
)
ABOUT_WORKSHOPS = (GATE, BLOC, LED_FROM)
"""Choices of every figure about workshops; give them on to ``past_gate``."""


def past_gate(
    records: Records, *, gate: str, bloc: str, led_from: str, workshop: str = ""
) -> Records:
    """Annotate records with when they count: from their workshop's passing of a gate.

    ``workshop`` is the path from a record to its workshop (empty: the records are workshops).
    """
    prefix = f"{workshop}__" if workshop else ""
    gates = f"{prefix}gates"
    passed = Q(**{f"{gates}__gate": gate, f"{gates}__is_shown": True})
    found = (
        records.alias(passing=FilteredRelation(gates, condition=passed))
        .filter(passing__gate=gate)
        .annotate(
            counts_from=F("passing__passed_on_earliest"),
            counts_latest=F("passing__passed_on_latest"),
            counts_until=F(f"{prefix}closed_on_earliest"),
        )
    )
    if workshop:
        found = found.filter(**{f"{prefix}is_shown": True})
    if led_from != "all":
        leading = Party.objects.shown().filter(
            workshop=OuterRef(f"{prefix}pk"),
            role=Role.LEAD_COLLEGE,
            institution__province__key=led_from,
        )
        found = found.filter(Exists(leading))
    return within_bloc(found, bloc=bloc, country=f"{prefix}country")
