"""Programmes, their fields of education (ISCED-F 2013), and their courses as projects."""

from django.db import models
from django.db.models import Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from openluban.foundation.columns.dates import ImpreciseDateField
from openluban.foundation.columns.text import LocalizedTextField
from openluban.foundation.evidence.models import Confidence
from openluban.foundation.registers.record import Record


class FieldOfEducation(Record):
    """A broad (2 digits), narrow (3) or detailed (4) field of ISCED-F 2013; key is the code."""

    code = models.CharField(max_length=4, unique=True)
    name = LocalizedTextField()

    class Meta(Record.Meta):
        verbose_name = _("field of education")


class Category(models.TextChoices):
    """The six categories the network speaks of, and the rest."""

    MANUFACTURING = "manufacturing", _("manufacturing")
    NEW_ENERGY = "new_energy", _("new energy")
    ARTIFICIAL_INTELLIGENCE = "artificial_intelligence", _("artificial intelligence")
    DIGITAL_ECONOMY = "digital_economy", _("digital economy")
    ELECTRONICS = "electronics", _("electronics")
    TRANSPORTATION = "transportation", _("transportation")
    OTHER = "other", _("none of the six")


class Level(models.TextChoices):
    """The level a programme leads to."""

    SECONDARY = "secondary", _("secondary")
    HIGHER_VOCATIONAL = "higher_vocational", _("higher vocational")
    UNDERGRADUATE = "undergraduate", _("undergraduate")
    MASTER = "master", _("master")
    NON_DEGREE = "non_degree", _("non-degree")
    ENGLISH_FRAMEWORK_2_5 = "english_framework_2_5", _("levels 2 to 5 of the English framework")


class LevelBasis(models.TextChoices):
    """How the level is known."""

    SOURCED = "sourced", _("named by a source")
    INFERRED = "inferred", _("inferred from the kind of host institution")
    UNKNOWN = "unknown", _("not known")


class Programme(Record):
    """A course of study taught at one workshop. ``levels``: codes of Level."""

    workshop = models.ForeignKey("workshops.Workshop", on_delete=models.PROTECT, related_name="+")
    name = LocalizedTextField()
    category = models.CharField(max_length=24, choices=Category)
    category_note = models.CharField(max_length=200, blank=True)
    levels = models.JSONField(default=list, blank=True)
    level_basis = models.CharField(max_length=8, choices=LevelBasis, default=LevelBasis.UNKNOWN)
    level_note = models.CharField(max_length=200, blank=True)
    isced_f = models.ForeignKey(
        FieldOfEducation, on_delete=models.PROTECT, null=True, related_name="programmes"
    )
    isced_confidence = models.CharField(max_length=6, choices=Confidence, blank=True)
    since = ImpreciseDateField()

    class Meta(Record.Meta):
        verbose_name = _("programme")
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["category"], name="programme_category"),
            models.Index(fields=["workshop", "is_shown"], name="programme_workshop"),
        ]


class Stage(models.TextChoices):
    """The stages of a project of the network's teaching model (EPIP), in their order."""

    OBJECT = "object", _("take the object apart")
    MODEL = "model", _("model it")
    BUILD = "build", _("build it")
    RUN = "run", _("run it")
    IMPROVE = "improve", _("improve it")


class Course(Record):
    """A course of a programme, taught as a project around a real engineering object."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="courses")
    name = LocalizedTextField()
    engineering_object = LocalizedTextField()
    hours = models.DecimalField(max_digits=6, decimal_places=1, null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("course")
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["programme", "is_shown"], name="course_programme"),
        ]


class CourseStage(Record):
    """What learners do in a stage of a course, what they hand in, and how long it takes."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="stages")
    stage = models.CharField(max_length=7, choices=Stage)
    activity = LocalizedTextField()
    deliverable = LocalizedTextField()
    hours = models.DecimalField(max_digits=6, decimal_places=1, null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("stage of a course")
        constraints = [
            UniqueConstraint(
                fields=["course", "stage"],
                condition=Q(standing="accepted", retired_at=None),
                name="programmes_stage_once",
            )
        ]
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["stage", "is_shown"], name="course_stage"),
        ]
