"""Packs that were made and can be fetched."""

from typing import ClassVar

from django.db import models


class Pack(models.Model):
    """A made pack; its file lies under ``sha256`` in the installation's files.

    The resource stands here by its key, which names it for good, as it does in the manifest.
    ``digest`` is that of its manifest: packs with the same content have the same, whether they are
    whole or a delta. ``since`` is the digest of the pack that a delta leads on from, ``""`` for a
    whole one. ``films`` are the megabytes that no film in it exceeds, 0 for a pack without films.
    ``size`` is that of the file. Whoever made it stands here under a pseudonym.
    """

    resource_key = models.CharField(max_length=80)
    digest = models.CharField(max_length=71)
    since = models.CharField(max_length=71, blank=True)
    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    files = models.PositiveIntegerField()
    languages = models.JSONField(default=list)
    pictures = models.CharField(max_length=5)
    films = models.PositiveIntegerField(default=0)
    as_at = models.DateTimeField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=26)

    objects: ClassVar[models.Manager["Pack"]] = models.Manager()

    class Meta:
        indexes = [models.Index(fields=["resource_key", "-made_at"], name="pack_of_resource")]

    def __str__(self) -> str:
        return self.sha256
