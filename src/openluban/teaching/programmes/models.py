"""Programmes and the fields of education they belong to (ISCED-F 2013)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from openluban.foundation.columns.dates import ImpreciseDateField
from openluban.foundation.columns.text import LocalizedTextField
from openluban.foundation.evidence.models import Confidence
from openluban.foundation.registers.record import Record


class FieldOfEducation(Record):
    """A broad (2 digits), narrow (3) or detailed (4) field of ISCED-F 2013; key is the code."""

    code = models.CharField(max_length=4, unique=True)
    name = LocalizedTextField()

    class Meta(Record.Meta):
        verbose_name = _("field of education")


class Category(models.TextChoices):
    """The six categories the network speaks of, and the rest."""

    MANUFACTURING = "manufacturing", _("manufacturing")
    NEW_ENERGY = "new_energy", _("new energy")
    ARTIFICIAL_INTELLIGENCE = "artificial_intelligence", _("artificial intelligence")
    DIGITAL_ECONOMY = "digital_economy", _("digital economy")
    ELECTRONICS = "electronics", _("electronics")
    TRANSPORTATION = "transportation", _("transportation")
    OTHER = "other", _("none of the six")


class Level(models.TextChoices):
    """The level a programme leads to."""

    SECONDARY = "secondary", _("secondary")
    HIGHER_VOCATIONAL = "higher_vocational", _("higher vocational")
    UNDERGRADUATE = "undergraduate", _("undergraduate")
    MASTER = "master", _("master")
    NON_DEGREE = "non_degree", _("non-degree")
    ENGLISH_FRAMEWORK_2_5 = "english_framework_2_5", _("levels 2 to 5 of the English framework")


class LevelBasis(models.TextChoices):
    """How the level is known."""

    SOURCED = "sourced", _("named by a source")
    INFERRED = "inferred", _("inferred from the kind of host institution")
    UNKNOWN = "unknown", _("not known")


class Programme(Record):
    """A course of study taught at one workshop. ``levels``: codes of Level."""

    workshop = models.ForeignKey("workshops.Workshop", on_delete=models.PROTECT, related_name="+")
    name = LocalizedTextField()
    category = models.CharField(max_length=24, choices=Category)
    category_note = models.CharField(max_length=200, blank=True)
    levels = models.JSONField(default=list, blank=True)
    level_basis = models.CharField(max_length=8, choices=LevelBasis, default=LevelBasis.UNKNOWN)
    level_note = models.CharField(max_length=200, blank=True)
    isced_f = models.ForeignKey(
        FieldOfEducation, on_delete=models.PROTECT, null=True, related_name="programmes"
    )
    isced_confidence = models.CharField(max_length=6, choices=Confidence, blank=True)
    since = ImpreciseDateField()

    class Meta(Record.Meta):
        verbose_name = _("programme")
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["category"], name="programme_category"),
            models.Index(fields=["workshop", "is_shown"], name="programme_workshop"),
        ]
