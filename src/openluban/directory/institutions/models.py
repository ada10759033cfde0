"""Institutions: everybody who is a party to something."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from openluban.foundation.columns.text import LocalizedTextField
from openluban.foundation.registers.record import Record


class Institution(Record):
    """A school, authority, enterprise or association. ``aliases``: [language, name] pairs."""

    class Kind(models.TextChoices):
        """What sort of institution it is."""

        SCHOOL = "school", _("school")
        COLLEGE = "college", _("college")
        UNIVERSITY = "university", _("university")
        TRAINING_AUTHORITY = "training_authority", _("training authority")
        ENTERPRISE = "enterprise", _("enterprise")
        GOVERNMENT = "government", _("government body")
        ASSOCIATION = "association", _("association")
        UNKNOWN = "unknown", _("not known")

    name = LocalizedTextField()
    aliases = models.JSONField(default=list, blank=True)
    kind = models.CharField(max_length=18, choices=Kind, default=Kind.UNKNOWN)
    country = models.ForeignKey(
        "places.Country", on_delete=models.PROTECT, null=True, related_name="+"
    )
    province = models.ForeignKey(
        "places.Province", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    city = models.ForeignKey(
        "places.City", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    basis = models.CharField(max_length=300, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("institution")
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["kind"], name="institution_kind"),
        ]
