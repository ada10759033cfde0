"""Ties between cities and regions."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from openluban.foundation.columns.dates import ImpreciseDateField
from openluban.foundation.columns.text import LocalizedTextField
from openluban.foundation.registers.record import Record


class Tie(Record):
    """A tie of Tianjin's with a place abroad (``until``: the end excluded)."""

    class Kind(models.TextChoices):
        """What the tie is called."""

        SISTER_CITY = "sister_city", _("sister city")
        SISTER_STATE = "sister_state", _("sister state")
        SISTER_REGION = "sister_region", _("sister region")
        FRIENDSHIP_CITY = "friendship_city", _("friendship city")

    name = LocalizedTextField()
    country = models.ForeignKey("places.Country", on_delete=models.PROTECT, related_name="+")
    city = models.ForeignKey(
        "places.City", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    tie_type = models.CharField(max_length=16, choices=Kind, default=Kind.SISTER_CITY)
    since = ImpreciseDateField()
    until = ImpreciseDateField()

    class Meta(Record.Meta):
        verbose_name = _("sister-city tie")
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["since_earliest", "id"], name="tie_since"),
            models.Index(fields=["tie_type"], name="tie_type"),
        ]
