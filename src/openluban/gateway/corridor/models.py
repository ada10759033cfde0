"""Ports, routes and trains."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from openluban.foundation.columns.dates import ImpreciseDateField
from openluban.foundation.columns.text import LocalizedTextField
from openluban.foundation.registers.record import Record


class Port(Record):
    """A place where goods change from one way of carriage to another, or cross a border."""

    class Kind(models.TextChoices):
        """What sort of place it is."""

        SEA_PORT = "sea_port", _("sea port")
        LAND_PORT = "land_port", _("land port")
        RAIL_STATION = "rail_station", _("rail station")
        BORDER_CROSSING = "border_crossing", _("border crossing")
        DRY_PORT = "dry_port", _("dry port")

    name = LocalizedTextField()
    city = models.ForeignKey(
        "places.City", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    country = models.ForeignKey("places.Country", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=Kind)

    class Meta(Record.Meta):
        verbose_name = _("port")
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["kind"], name="port_kind"),
        ]


class Route(Record):
    """A route, a service or a reported fact of the corridor. ``figure`` is in the unit's words."""

    class Kind(models.TextChoices):
        """What the row tells of."""

        RAIL_ROUTE = "rail_route", _("rail route")
        ROAD_ROUTE = "road_route", _("road route")
        RAIL_STATISTIC = "rail_statistic", _("rail statistic")
        LAND_AGREEMENT = "land_agreement", _("agreement on land")
        SERVICE = "service", _("service")
        PORT_FACT = "port_fact", _("fact about a port")

    kind = models.CharField(max_length=16, choices=Kind)
    name = LocalizedTextField()
    origin = LocalizedTextField()
    border = LocalizedTextField()
    destinations = LocalizedTextField()
    opened_on = ImpreciseDateField()
    figure = models.DecimalField(max_digits=18, decimal_places=6, null=True, blank=True)
    unit = LocalizedTextField()
    as_of = ImpreciseDateField()

    class Meta(Record.Meta):
        verbose_name = _("route")
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["as_of_earliest", "id"], name="route_day"),
            models.Index(fields=["kind"], name="route_kind"),
        ]
