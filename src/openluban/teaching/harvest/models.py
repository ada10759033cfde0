"""What has been offered to harvesters, and up to where changes were noted."""

from django.db import models
from django.db.models import UniqueConstraint


class Item(models.Model):
    """A resource or unit that is or was public, and when its description last changed.

    ``kind`` and ``key`` are those of the register. ``number`` grows with every change that was
    noted, over all items: lists go by it, so that what changes while somebody reads moves behind
    the place reached and is never passed over. ``noted_at`` has whole seconds and never runs back.
    ``resource`` is the key of a unit's resource. ``digest`` is that of the description.
    """

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=80)
    resource = models.CharField(max_length=80, blank=True)
    number = models.PositiveBigIntegerField(unique=True)
    noted_at = models.DateTimeField()
    is_deleted = models.BooleanField(default=False)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [UniqueConstraint(fields=["kind", "key"], name="harvest_item_once")]
        indexes = [
            models.Index(fields=["noted_at", "number"], name="harvest_item_noted"),
            models.Index(fields=["kind", "number"], name="harvest_item_kind"),
            models.Index(fields=["resource", "number"], name="harvest_item_resource"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.key}"


class Reached(models.Model):
    """The entry of the history up to which all changes are noted: one row.

    ``candidate`` is the entry looked at last, at ``candidate_at``. It becomes ``entry`` once no
    transaction runs that began before that moment: such a one may still add earlier entries.
    """

    entry = models.PositiveBigIntegerField(default=0)
    candidate = models.PositiveBigIntegerField(default=0)
    candidate_at = models.DateTimeField(null=True)
    number = models.PositiveBigIntegerField(default=0)
    noted_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.entry)
