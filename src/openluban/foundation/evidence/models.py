"""Sources and the claims they make about fields of records."""

from django.db import models
from django.db.models import UniqueConstraint
from django.utils.translation import gettext_lazy as _


class Confidence(models.TextChoices):
    """How sure we are of a source's word."""

    HIGH = "high", _("high")
    MEDIUM = "medium", _("medium")
    LOW = "low", _("low")


class Source(models.Model):
    """A publication as cited. ``citation`` identifies it; publisher and date are read from it."""

    citation = models.CharField(max_length=600, unique=True)
    publisher = models.CharField(max_length=200, blank=True)
    published_on = models.CharField(max_length=10, blank=True)

    class Meta:
        indexes = [models.Index(fields=["publisher", "published_on"], name="evidence_publication")]

    def __str__(self) -> str:
        return self.citation


class Claim(models.Model):
    """What one source says of one field of one record (``field`` empty: of the whole record).

    ``value`` empty with an empty field: the source bears the record out, or contradicts that it
    is true at all. A claim that a named person preferred holds, with that person's reason.
    """

    class Stance(models.TextChoices):
        """Whether the source bears the record out."""

        SUPPORTS = "supports", _("supports")
        CONTRADICTS = "contradicts", _("contradicts")

    register = models.CharField(max_length=40)
    record = models.CharField(max_length=80)
    field = models.CharField(max_length=60, blank=True)
    value = models.TextField(blank=True)
    stance = models.CharField(max_length=11, choices=Stance, default=Stance.SUPPORTS)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="claims")
    confidence = models.CharField(max_length=6, choices=Confidence, default=Confidence.MEDIUM)
    note = models.TextField(blank=True)
    preferred_by = models.CharField(max_length=26, blank=True)
    preferred_because = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["register", "record"], name="evidence_record")]
        constraints = [
            UniqueConstraint(
                fields=["register", "record", "field", "value", "source"],
                name="evidence_claim_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.register}/{self.record}.{self.field}"
