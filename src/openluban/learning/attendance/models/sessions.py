"""The timetable: patterns, and the dated sessions that they made."""

from django.db import models
from django.db.models import CheckConstraint, F, Q
from django.utils.translation import gettext_lazy as _

from openluban.kernel.keys import new_key


class Pattern(models.Model):
    """What repeats: ``weekdays`` as digits (0 is Monday), every so many weeks."""

    key = models.CharField(max_length=26, unique=True, default=new_key, editable=False)
    cohort = models.ForeignKey("learners.Cohort", on_delete=models.CASCADE, related_name="+")
    weekdays = models.CharField(max_length=7)
    every = models.PositiveSmallIntegerField(default=1)
    starts_on = models.DateField()
    ends_on = models.DateField()
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("pattern")

    def __str__(self) -> str:
        return self.key


class Session(models.Model):
    """A lesson or practice of a cohort on a day.

    ``begins`` and ``ends`` are what the clock on the wall shows in ``zone``; ``starts_at`` and
    ``ends_at`` are the same as moments. ``hours`` is how many it counts. ``cancelled``: why it does
    not take place (rules.words.Why), "" if it does.
    """

    key = models.CharField(max_length=26, unique=True, default=new_key, editable=False)
    cohort = models.ForeignKey("learners.Cohort", on_delete=models.CASCADE, related_name="+")
    taught_class = models.ForeignKey(
        "learners.TaughtClass", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    pattern = models.ForeignKey(
        Pattern, on_delete=models.SET_NULL, null=True, blank=True, related_name="sessions"
    )
    teacher = models.ForeignKey(
        "access.Account", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=8)
    day = models.DateField()
    begins = models.TimeField()
    ends = models.TimeField()
    zone = models.CharField(max_length=40)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    hours = models.DecimalField(max_digits=5, decimal_places=2)
    room = models.CharField(max_length=60, blank=True)
    stage = models.CharField(max_length=7, blank=True)
    cancelled = models.CharField(max_length=8, blank=True)
    moved_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("session")
        constraints = [
            CheckConstraint(
                name="attendance_session_ends_after_start", condition=Q(ends__gt=F("begins"))
            ),
            CheckConstraint(name="attendance_session_hours", condition=Q(hours__gt=0)),
        ]
        indexes = [
            models.Index(fields=["cohort", "day"], name="session_cohort_day"),
            models.Index(fields=["teacher", "day"], name="session_teacher_day"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return int((self.ends_at - self.starts_at).total_seconds()) // 60
