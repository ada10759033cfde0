"""Packages that were brought in, each file kept once."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """The kinds of packages, in words."""

    SCORM_12 = "scorm12", _("SCORM 1.2")
    SCORM_2004 = "scorm2004", _("SCORM 2004")
    CARTRIDGE = "cc", _("Common Cartridge")
    CMI5 = "cmi5", _("cmi5")


class KeptPackage(models.Model):
    """A package as it came; its file lies under ``digest`` (SHA-256) in the installation's files.

    ``units`` are the keys of the units it became, ``resource_key`` that of their resource, ``""``
    if none of its pages has words. ``notes`` tell what did not come over: file, line, rule and
    sentence in English. Whoever brought it stands here under a pseudonym.
    """

    digest = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=10, choices=Kind)
    version = models.CharField(max_length=40)
    identifier = models.CharField(max_length=300, blank=True)
    title = models.CharField(max_length=300)
    description = models.TextField(blank=True)
    file_name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    pages = models.PositiveIntegerField()
    resource_key = models.CharField(max_length=80, blank=True)
    units = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    kept_at = models.DateTimeField()
    kept_by = models.CharField(max_length=26)
    scope = models.CharField(max_length=120, blank=True)

    objects: ClassVar[models.Manager["KeptPackage"]] = models.Manager()

    class Meta:
        indexes = [
            models.Index(fields=["-kept_at", "-id"], name="kept_package_newest"),
            models.Index(fields=["resource_key"], name="kept_package_of_resource"),
        ]

    def __str__(self) -> str:
        return self.digest
