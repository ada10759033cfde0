"""Where and in which group people learn: trainings, cohorts, classes, and who teaches them."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from openluban.foundation.columns.text import LocalizedTextField
from openluban.kernel.keys import new_key


class Training(models.Model):
    """A training course of a workshop: shorter than a programme, of learners or of teachers."""

    key = models.CharField(max_length=26, unique=True, default=new_key, editable=False)
    workshop = models.ForeignKey("workshops.Workshop", on_delete=models.PROTECT, related_name="+")
    name = LocalizedTextField()
    hours = models.DecimalField(max_digits=6, decimal_places=1, null=True, blank=True)
    is_for_teachers = models.BooleanField(default=False)
    source = models.CharField(max_length=80, blank=True)
    external_id = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = _("training course")
        constraints = [
            UniqueConstraint(
                fields=["workshop", "source", "external_id"],
                condition=~Q(external_id=""),
                name="learners_training_imported_once",
            )
        ]

    def __str__(self) -> str:
        return self.key


class Cohort(models.Model):
    """A group that learns together at a workshop, on a programme or a training course.

    ``ends_on`` is the last day, itself included.
    """

    key = models.CharField(max_length=26, unique=True, default=new_key, editable=False)
    workshop = models.ForeignKey("workshops.Workshop", on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    training = models.ForeignKey(
        Training, on_delete=models.PROTECT, null=True, blank=True, related_name="cohorts"
    )
    name = models.CharField(_("name"), max_length=120)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    is_synthetic = models.BooleanField(default=False)
    source = models.CharField(max_length=80, blank=True)
    external_id = models.CharField(max_length=120, blank=True)
    missing_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("cohort")
        constraints = [
            CheckConstraint(
                name="learners_cohort_ends_after_start",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
            CheckConstraint(
                name="learners_cohort_of_one_course",
                condition=Q(programme=None) | Q(training=None),
            ),
            UniqueConstraint(
                fields=["workshop", "source", "external_id"],
                condition=~Q(external_id=""),
                name="learners_cohort_imported_once",
            ),
        ]
        indexes = [models.Index(fields=["workshop", "starts_on"], name="cohort_workshop")]

    def __str__(self) -> str:
        return self.key


class TaughtClass(models.Model):
    """A course as it is taught to a cohort: all of the cohort belong to it."""

    key = models.CharField(max_length=26, unique=True, default=new_key, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="classes")
    course = models.ForeignKey(
        "programmes.Course", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("name"), max_length=120)
    hours = models.DecimalField(max_digits=6, decimal_places=1, null=True, blank=True)
    source = models.CharField(max_length=80, blank=True)
    external_id = models.CharField(max_length=120, blank=True)
    missing_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("class")
        constraints = [
            UniqueConstraint(
                fields=["cohort", "source", "external_id"],
                condition=~Q(external_id=""),
                name="learners_class_imported_once",
            )
        ]

    def __str__(self) -> str:
        return self.key


class CohortTeacher(models.Model):
    """An account that teaches a cohort: it sees the names and marks of those in it."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="teachers")
    account = models.ForeignKey("access.Account", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [UniqueConstraint(fields=["cohort", "account"], name="learners_teacher_once")]

    def __str__(self) -> str:
        return f"{self.cohort_id} {self.account_id}"
