"""Programs that may ask for a roster, and what they wrote into the gradebook."""

from django.db import models
from django.db.models import UniqueConstraint
from django.utils.translation import gettext_lazy as _

from openluban.kernel.keys import new_key
from openluban.learning.learners.models.enrolments import Enrolment
from openluban.learning.learners.models.places import Cohort


class RosterClient(models.Model):
    """A program that a registrar lets ask for one workshop's roster; its secret is not kept.

    ``scopes`` are short names of OneRoster scopes. ``made_by`` is the account's key, "" for the
    installation itself.
    """

    key = models.CharField(max_length=26, unique=True, default=new_key, editable=False)
    name = models.CharField(_("what it is for"), max_length=100)
    workshop = models.ForeignKey("workshops.Workshop", on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, editable=False)
    scopes = models.JSONField(default=list)
    sees_synthetic = models.BooleanField(default=False)
    made_by = models.CharField(max_length=26, blank=True)
    made_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("program that asks for rosters")

    def __str__(self) -> str:
        return self.name


class ErasedId(models.Model):
    """That whoever a roster calls by an id was erased: so that the next file brings nobody back.

    ``digest`` is keyed with this installation's secret (sealing.roster_digest): the id stands
    nowhere, and nobody without the secret can try which it was.
    """

    workshop = models.ForeignKey("workshops.Workshop", on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("erased id of a roster")
        constraints = [
            UniqueConstraint(fields=["workshop", "digest"], name="learners_erased_id_once")
        ]

    def __str__(self) -> str:
        return self.digest


class LineItem(models.Model):
    """Something a program gives marks for in a cohort; ``key`` is the id that it chose."""

    key = models.CharField(max_length=120)
    client = models.ForeignKey(RosterClient, on_delete=models.PROTECT, related_name="+")
    workshop = models.ForeignKey("workshops.Workshop", on_delete=models.PROTECT, related_name="+")
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=1_000)
    description = models.CharField(max_length=4_000, blank=True)
    assigned_at = models.DateTimeField()
    due_at = models.DateTimeField()
    least = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    most = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    category = models.CharField(max_length=120)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("line item")
        constraints = [UniqueConstraint(fields=["workshop", "key"], name="learners_line_item_once")]

    def __str__(self) -> str:
        return self.key


class Result(models.Model):
    """What a program says that came of a line item for a learner, as it says it.

    Where it is a score within the scale, it is a Mark as well. ``comment`` may identify.
    """

    key = models.CharField(max_length=120)
    client = models.ForeignKey(RosterClient, on_delete=models.PROTECT, related_name="+")
    workshop = models.ForeignKey("workshops.Workshop", on_delete=models.PROTECT, related_name="+")
    line = models.ForeignKey(LineItem, on_delete=models.CASCADE, related_name="results")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=20)
    score = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    on = models.DateField()
    comment = models.CharField(max_length=500, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("result of a line item")
        constraints = [UniqueConstraint(fields=["workshop", "key"], name="learners_result_once")]

    def __str__(self) -> str:
        return self.key
