"""One-stop country service halls."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from openluban.foundation.columns.dates import ImpreciseDateField
from openluban.foundation.columns.text import LocalizedTextField
from openluban.foundation.registers.record import Record


class Hall(Record):
    """A hall or a counter of it. ``opened_on`` empty with state *open*: the day is not known."""

    class Kind(models.TextChoices):
        """What sort of hall it is."""

        COMPREHENSIVE_HALL = "comprehensive_hall", _("comprehensive service hall")
        COUNTRY_HALL = "country_hall", _("country hall")
        SERVICE = "service", _("service")

    class State(models.TextChoices):
        """Whether it serves people."""

        OPEN = "open", _("open")
        PLANNED = "planned", _("planned")

    name = LocalizedTextField()
    kind = models.CharField(max_length=20, choices=Kind)
    country = models.ForeignKey(
        "places.Country", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    city = models.ForeignKey(
        "places.City", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=8, choices=State)
    opened_on = ImpreciseDateField()
    planned_for = ImpreciseDateField()
    as_of = ImpreciseDateField()

    class Meta(Record.Meta):
        verbose_name = _("hall")
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["opened_on_earliest", "id"], name="hall_opened"),
            models.Index(fields=["kind"], name="hall_kind"),
            models.Index(fields=["state"], name="hall_state"),
        ]
