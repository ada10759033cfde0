"""Places on a programme or a course, and their states with days."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from openluban.kernel.keys import new_key
from openluban.learning.learners.models.persons import Person
from openluban.learning.learners.models.places import Cohort, Training


class Enrolment(models.Model):
    """A person's place at a workshop, by one ``route`` (rules.words.Route).

    On a programme or on a training course, never both; study in China may name neither, then
    ``china.course_name`` says what. ``state`` and ``state_on`` repeat the newest EnrolmentState,
    ``state_by`` says whether a hand or an import wrote it (Origin). ``missing_since``: the newest
    file of its source does not hold it any more; nothing else follows from that by itself.
    """

    key = models.CharField(max_length=26, unique=True, default=new_key, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="enrolments")
    workshop = models.ForeignKey("workshops.Workshop", on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    training = models.ForeignKey(
        Training, on_delete=models.PROTECT, null=True, blank=True, related_name="enrolments"
    )
    route = models.CharField(max_length=8)
    cohort = models.ForeignKey(
        Cohort, on_delete=models.PROTECT, null=True, blank=True, related_name="enrolments"
    )
    state = models.CharField(max_length=9)
    state_on = models.DateField()
    state_by = models.CharField(max_length=6)
    is_synthetic = models.BooleanField(default=False)
    source = models.CharField(max_length=80, blank=True)
    external_id = models.CharField(max_length=120, blank=True)
    missing_since = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("enrolment")
        constraints = [
            CheckConstraint(
                name="learners_enrolment_of_one_course",
                condition=Q(programme=None) | Q(training=None),
            ),
            CheckConstraint(
                name="learners_enrolment_of_a_course",
                condition=Q(programme__isnull=False) | Q(training__isnull=False) | Q(route="china"),
            ),
            UniqueConstraint(
                fields=["workshop", "source", "external_id"],
                condition=~Q(external_id=""),
                name="learners_enrolment_imported_once",
            ),
        ]
        indexes = [
            models.Index(fields=["workshop", "state", "route"], name="enrolment_workshop"),
            models.Index(fields=["programme", "state"], name="enrolment_programme"),
        ]

    def __str__(self) -> str:
        return self.key


class EnrolmentState(models.Model):
    """A state that an enrolment reached on a day; ``until`` is the day it reached the next."""

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="states")
    state = models.CharField(max_length=9)
    on = models.DateField()
    until = models.DateField(null=True, blank=True)
    by = models.CharField(max_length=6)
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("state of an enrolment")
        constraints = [
            CheckConstraint(
                name="learners_state_ends_after_start",
                condition=Q(until=None) | Q(until__gte=F("on")),
            ),
            UniqueConstraint(
                fields=["enrolment"], condition=Q(until=None), name="learners_state_one_open"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "on", "until"], name="enrolment_state_days"),
            models.Index(fields=["enrolment", "id"], name="enrolment_state_line"),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.state} {self.on}"


class StudyInChina(models.Model):
    """What study in China needs besides: language, visa, scholarship, arrival and return."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.CASCADE, related_name="china")
    college = models.ForeignKey(
        "institutions.Institution",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    course_name = models.CharField(max_length=200, blank=True)
    hsk_level = models.PositiveSmallIntegerField(null=True, blank=True)
    hsk_on = models.DateField(null=True, blank=True)
    visa_kind = models.CharField(max_length=10, blank=True)
    visa_on = models.DateField(null=True, blank=True)
    visa_until = models.DateField(null=True, blank=True)
    scholarship = models.CharField(max_length=10, blank=True)
    arrived_on = models.DateField(null=True, blank=True)
    returned_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("study in China")
        constraints = [
            CheckConstraint(
                name="learners_china_hsk",
                condition=Q(hsk_level=None) | Q(hsk_level__gte=1, hsk_level__lte=9),
            ),
            CheckConstraint(
                name="learners_china_returns_after_arrival",
                condition=Q(arrived_on=None)
                | Q(returned_on=None)
                | Q(returned_on__gte=F("arrived_on")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.enrolment_id)
