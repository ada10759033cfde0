"""Two records that may be one person, and what a registrar decided."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from openluban.learning.learners.models.persons import Person


class Likeness(models.Model):
    """Two persons whose records are alike; ``reasons`` are codes, never what they hold.

    ``first`` is the older record. ``decision``: "" (open), ``different`` or ``merged``.
    """

    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    score = models.DecimalField(max_digits=4, decimal_places=3)
    reasons = models.JSONField(default=list)
    found_at = models.DateTimeField()
    decision = models.CharField(max_length=9, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["first", "second"], name="learners_likeness_once"),
            CheckConstraint(name="learners_likeness_in_order", condition=Q(first__lt=F("second"))),
        ]
        indexes = [models.Index(fields=["decision", "-score", "id"], name="likeness_open")]

    def __str__(self) -> str:
        return f"{self.first_id} {self.second_id}"


class Merge(models.Model):
    """One record taken into another. ``moved``: ids by table of what moved, so it can go back."""

    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    gone = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    moved = models.JSONField(default=dict)
    merged_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["gone"], condition=Q(undone_at=None), name="learners_merge_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kept_id} <- {self.gone_id}"
