"""What came of learning: marks by class, course and stage."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from openluban.learning.learners.models.enrolments import Enrolment
from openluban.learning.learners.models.places import TaughtClass


class Mark(models.Model):
    """A result: of a class, a course (as a project), a stage of it, or the whole enrolment.

    ``stage`` is one of rules.words.Stage or "". ``score`` counts up to ``out_of``. ``by`` a hand:
    an import that says otherwise does not write over it. ``remark`` may identify, and goes when
    the person is erased.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="marks")
    taught_class = models.ForeignKey(
        TaughtClass, on_delete=models.PROTECT, null=True, blank=True, related_name="marks"
    )
    course = models.ForeignKey(
        "programmes.Course", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    stage = models.CharField(max_length=7, blank=True)
    title = models.CharField(max_length=120, blank=True)
    hours = models.DecimalField(max_digits=6, decimal_places=1, null=True, blank=True)
    score = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    out_of = models.DecimalField(max_digits=7, decimal_places=2, default=100)
    on = models.DateField()
    by = models.CharField(max_length=6)
    remark = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=80, blank=True)
    external_id = models.CharField(max_length=120, blank=True)
    missing_since = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("mark")
        constraints = [
            CheckConstraint(
                name="learners_mark_within_scale",
                condition=Q(score=None) | Q(score__gte=0, score__lte=F("out_of")),
            ),
            UniqueConstraint(
                F("enrolment"),
                Coalesce(F("taught_class"), 0),
                Coalesce(F("course"), 0),
                F("stage"),
                F("title"),
                name="learners_mark_once",
            ),
            UniqueConstraint(
                fields=["enrolment", "source", "external_id"],
                condition=~Q(external_id=""),
                name="learners_mark_imported_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} {self.stage}"
