"""The record of what was done: append-only."""

from typing import Any, NoReturn, Self

from django.db import models

from openluban.kernel.refusals import Refusal


class AppendOnly(Refusal):
    """Nobody changes or deletes what the history says."""

    code = "history.append_only"
    sentence = "The history can only be added to."


class EntryQuerySet(models.QuerySet["Entry"]):
    """Entries of one subject, newest first."""

    def about(self, kind: str, key: str) -> Self:
        """Keep the entries about one record."""
        return self.filter(subject_kind=kind, subject_key=key).order_by("-id")

    def update(self, **_changes: Any) -> NoReturn:
        """Refuse: the database would refuse as well."""
        raise AppendOnly

    def delete(self) -> NoReturn:
        """Refuse: the database would refuse as well."""
        raise AppendOnly


class Entry(models.Model):
    """One thing that one actor did to one record. ``changes``: field to [before, after]."""

    happened_at = models.DateTimeField()
    action = models.CharField(max_length=80)
    actor_kind = models.CharField(max_length=10)
    actor_key = models.CharField(max_length=26, blank=True)
    actor_sealed = models.TextField(blank=True)
    subject_kind = models.CharField(max_length=60)
    subject_key = models.CharField(max_length=80)
    changes = models.JSONField(default=dict)
    reason = models.TextField(blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_key", "-id"], name="history_subject")
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.subject_kind}/{self.subject_key}"
