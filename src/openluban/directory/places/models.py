"""Countries, blocs and who belongs to them when, provinces, cities."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from openluban.foundation.columns.dates import ImpreciseDateField
from openluban.foundation.columns.text import LocalizedTextField
from openluban.foundation.registers.record import Record


class Country(Record):
    """A country or territory of ISO 3166-1; its key is the alpha-2 code in small letters."""

    name = LocalizedTextField()
    alpha2 = models.CharField(max_length=2, unique=True)
    alpha3 = models.CharField(max_length=3)
    numeric = models.CharField(max_length=3)

    class Meta(Record.Meta):
        verbose_name = _("country")


class Bloc(Record):
    """A set of countries with dated memberships."""

    class Kind(models.TextChoices):
        """What holds the countries together."""

        ORGANISATION = "organisation", _("organisation")
        REGION = "region", _("region")

    name = LocalizedTextField()
    short = LocalizedTextField()
    kind = models.CharField(max_length=12, choices=Kind)
    about = LocalizedTextField()

    class Meta(Record.Meta):
        verbose_name = _("bloc")


class Membership(Record):
    """A country's place in a bloc for a time (``since`` empty: always; the end excluded)."""

    class Kind(models.TextChoices):
        """How a country belongs."""

        MEMBER = "member", _("member")
        OBSERVER = "observer", _("observer")
        DIALOGUE_PARTNER = "dialogue_partner", _("dialogue partner")

    bloc = models.ForeignKey(Bloc, on_delete=models.PROTECT, related_name="memberships")
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="memberships")
    kind = models.CharField(max_length=16, choices=Kind)
    since = ImpreciseDateField()
    until = ImpreciseDateField()

    class Meta(Record.Meta):
        verbose_name = _("membership")
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["since_earliest", "id"], name="membership_since"),
            models.Index(fields=["kind"], name="membership_kind"),
        ]
        constraints = [
            UniqueConstraint(
                fields=["bloc", "country", "kind"],
                condition=Q(standing="accepted", retired_at=None),
                name="places_membership_once",
            ),
            CheckConstraint(
                name="places_membership_ends_after_start",
                condition=Q(until_latest=None)
                | Q(since_earliest=None)
                | Q(until_latest__gte=F("since_earliest")),
            ),
        ]


class Province(Record):
    """A first-level division of a country (ISO 3166-2)."""

    name = LocalizedTextField()
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="provinces")
    iso = models.CharField(max_length=6)

    class Meta(Record.Meta):
        verbose_name = _("province")


class City(Record):
    """A city with the coordinates of its centre (WGS 84 degrees)."""

    class Accuracy(models.TextChoices):
        """How close the coordinates are."""

        CITY_CENTRE = "city_centre", _("city centre")
        APPROXIMATE = "approximate", _("approximate")

    name = LocalizedTextField()
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="cities")
    province = models.ForeignKey(
        Province, on_delete=models.PROTECT, null=True, blank=True, related_name="cities"
    )
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    accuracy = models.CharField(max_length=12, choices=Accuracy, default=Accuracy.CITY_CENTRE)

    class Meta(Record.Meta):
        verbose_name = _("city")
