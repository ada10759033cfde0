"""A workshop is a case: parties with roles, gates passed on days that may be imprecise."""

from django.db import models
from django.db.models import Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from openluban.foundation.columns.dates import ImpreciseDateField
from openluban.foundation.columns.text import LocalizedTextField
from openluban.foundation.registers.record import Record


class Gate(models.TextChoices):
    """A step of a workshop's life, in the usual order."""

    COMMITTED = "committed", _("committed")
    MEMORANDUM = "memorandum", _("memorandum signed")
    AGREEMENT = "agreement", _("agreement signed")
    SITE = "site", _("site ready")
    EQUIPMENT = "equipment", _("equipment in place")
    TEACHER_TRAINING = "teacher_training", _("teachers trained")
    MATERIALS = "materials", _("materials ready")
    TRIAL_RUN = "trial_run", _("trial run begun")
    OPENED = "opened", _("opened, as reported")
    UNVEILED = "unveiled", _("unveiled")
    TEACHING = "teaching", _("teaching begun")
    ACCREDITED = "accredited", _("accredited by the host's authority")
    ACCEPTED = "accepted", _("accepted after evaluation")
    RECOGNISED = "recognised", _("recognised nationally")
    RENEWED = "renewed", _("renewed")
    SUSPENDED = "suspended", _("suspended")
    CLOSED = "closed", _("closed")


class Role(models.TextChoices):
    """What a party is to a workshop."""

    HOST = "host", _("host institution")
    LEAD_COLLEGE = "lead_college", _("lead college")
    PARTNER_COLLEGE = "partner_college", _("partner college")
    ENTERPRISE = "enterprise", _("partner enterprise")
    SUPPLIER = "supplier", _("supplier")
    GOVERNMENT = "government", _("government body")


TEACHING = frozenset({Role.HOST, Role.LEAD_COLLEGE, Role.PARTNER_COLLEGE})
"""What a party is that teaches at a workshop, and certifies who learned there."""


class Workshop(Record):
    """One Luban Workshop, opened or in preparation. Coordinates are WGS 84 degrees."""

    name = LocalizedTextField()
    aliases = models.JSONField(default=list, blank=True)
    country = models.ForeignKey("places.Country", on_delete=models.PROTECT, related_name="+")
    city = models.ForeignKey(
        "places.City", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("workshop")
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["country", "is_shown", "sort_name"], name="workshop_country"),
            models.Index(fields=["country", "id"], name="workshop_by_country"),
        ]


class Party(Record):
    """An institution's part in a workshop (``until``: the end excluded)."""

    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="parties")
    institution = models.ForeignKey(
        "institutions.Institution", on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(max_length=16, choices=Role)
    since = ImpreciseDateField()
    until = ImpreciseDateField()

    class Meta(Record.Meta):
        verbose_name = _("party")
        constraints = [
            UniqueConstraint(
                fields=["workshop", "institution", "role"],
                condition=Q(standing="accepted", retired_at=None),
                name="workshops_party_once",
            )
        ]
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["since_earliest", "id"], name="party_since"),
            models.Index(fields=["role", "is_shown"], name="party_role"),
        ]


class GatePassed(Record):
    """A workshop passed a gate on a day; sources may know only its month or year."""

    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="gates")
    gate = models.CharField(max_length=16, choices=Gate)
    passed_on = ImpreciseDateField()

    class Meta(Record.Meta):
        verbose_name = _("gate passed")
        constraints = [
            UniqueConstraint(
                fields=["workshop", "gate"],
                condition=Q(standing="accepted", retired_at=None) & ~Q(gate="renewed"),
                name="workshops_gate_once",
            )
        ]
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["passed_on_earliest", "id"], name="gate_day"),
            models.Index(fields=["gate", "is_shown", "passed_on_earliest"], name="gate_passed"),
            # In the order of workshops, so that a figure walks both tables from end to end.
            models.Index(
                fields=["gate", "is_shown", "workshop", "passed_on_earliest", "passed_on_latest"],
                name="gate_workshop",
            ),
        ]
