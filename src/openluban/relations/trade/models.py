"""Values of trade as customs and ministries report them, and rates of exchange."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from openluban.foundation.columns.dates import ImpreciseDateField
from openluban.foundation.columns.text import LocalizedTextField
from openluban.foundation.registers.record import Record


class TradeValue(Record):
    """A value of a flow over a period, in plain units (yuan, not billions of yuan).

    ``partner_kinds``: which kinds of membership of ``partner_bloc`` the partners' set covers.
    ``change_percent``: growth over the same period a year before, as the reporter gives it.
    """

    class Flow(models.TextChoices):
        """What flowed."""

        IMPORTS = "imports", _("imports")
        EXPORTS = "exports", _("exports")
        TOTAL = "total", _("imports and exports")
        THROUGHPUT = "throughput", _("cargo throughput")
        TRANSIT_SHARE = "transit_share", _("share of transit")
        COMPANIES = "companies", _("companies set up")

    reporter = LocalizedTextField()
    partner = LocalizedTextField()
    partner_bloc = models.ForeignKey(
        "places.Bloc", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    partner_kinds = models.JSONField(default=list, blank=True)
    flow = models.CharField(max_length=14, choices=Flow)
    commodity = LocalizedTextField()
    period_start = ImpreciseDateField()
    period_end = ImpreciseDateField()
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    unit = models.CharField(max_length=20)
    change_percent = models.DecimalField(max_digits=9, decimal_places=3, null=True, blank=True)
    share_percent = models.DecimalField(max_digits=9, decimal_places=3, null=True, blank=True)
    publisher = models.CharField(max_length=200, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("trade value")
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["period_end_earliest", "id"], name="trade_day"),
            models.Index(fields=["flow"], name="trade_flow"),
        ]


class Rate(Record):
    """How many units of ``per`` one unit of ``currency`` cost on a day."""

    currency = models.CharField(max_length=3)
    per = models.CharField(max_length=3)
    rate = models.DecimalField(max_digits=14, decimal_places=6)
    day = ImpreciseDateField()

    class Meta(Record.Meta):
        verbose_name = _("rate of exchange")
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["day_earliest", "id"], name="rate_day"),
        ]
