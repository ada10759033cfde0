"""Translations that somebody is writing, and what in the finished ones a machine made."""

from django.db import models
from django.db.models import UniqueConstraint


class Draft(models.Model):
    """A translation of a unit that is being written; both sides write the same one.

    ``begun_from`` is the version of the unit in this language that it started from (0: none). It
    goes when it is finished: then it is a version of the unit.
    """

    unit = models.ForeignKey("library.Unit", on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=20)
    begun_from = models.PositiveIntegerField()
    begun_by = models.CharField(max_length=26)
    begun_at = models.DateTimeField()

    class Meta:
        constraints = [UniqueConstraint(fields=["unit", "language"], name="bilingual_draft_once")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.language}"


class DraftClause(models.Model):
    """One clause of a draft: what was written for which source clause.

    ``key`` names its place: a clause of the version begun from, or a source clause that had no
    translation. ``number`` counts how often it was saved, so that nobody writes over what they
    have not seen. ``segments`` are [source, target, origin], as ``rules.rows.Kept``.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="clauses")
    key = models.CharField(max_length=60)
    source_digest = models.CharField(max_length=32)
    source_text = models.TextField()
    kind = models.CharField(max_length=10)
    segments = models.JSONField(default=list)
    number = models.PositiveIntegerField(default=1)
    saved_by = models.CharField(max_length=26)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [UniqueConstraint(fields=["draft", "key"], name="bilingual_clause_once")]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.key}"


class MachineMade(models.Model):
    """What a machine translated: whoever takes it over, and however often, it stays known.

    ``mark`` stands for a source segment with its language and the target's, ``text`` is what the
    machine gave, ``engine`` which one.
    """

    mark = models.CharField(max_length=64, unique=True)
    text = models.TextField()
    engine = models.CharField(max_length=120)
    asked_by = models.CharField(max_length=26)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.text[:80]


class MachineShare(models.Model):
    """How many segments of a version of a unit began as a machine's; only those that have any."""

    text = models.OneToOneField("library.UnitText", on_delete=models.CASCADE, related_name="+")
    machine = models.PositiveIntegerField()
    segments = models.PositiveIntegerField()
    digests = models.JSONField(default=list)
    """Digests of the clauses of the version in which they stand."""

    def __str__(self) -> str:
        return f"{self.machine}/{self.segments}"
