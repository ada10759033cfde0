"""What waits for an officer: records and changes that somebody proposed."""

from django.db import models
from django.db.models import Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _


class Proposal(models.Model):
    """A new record, or a change of one, that waits for an officer's word.

    A new record stands in its own table as *proposed*; a change is kept here as ``cells`` until
    it is accepted, with the version of the record that its proposer saw.
    """

    class Kind(models.TextChoices):
        """What is proposed."""

        NEW = "new", _("new record")
        CHANGE = "change", _("change")

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "waiting", _("waiting")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")

    kind = models.CharField(max_length=6, choices=Kind)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    register = models.CharField(max_length=40)
    record = models.CharField(max_length=80)
    base_version = models.PositiveIntegerField(default=1)
    cells = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    scope = models.CharField(max_length=120, blank=True)
    proposer = models.CharField(max_length=26)
    made_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decision = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "-id"], name="proposal_waiting"),
            models.Index(fields=["register", "record"], name="proposal_record"),
        ]
        constraints = [
            UniqueConstraint(
                fields=["register", "record"],
                condition=Q(kind="new"),
                name="proposal_new_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.register}/{self.record}"
