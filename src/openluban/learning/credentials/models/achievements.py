"""What can be awarded, and its wording as it was when it was awarded."""

from django.db import models
from django.db.models import Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from openluban.foundation.columns.text import LocalizedTextField
from openluban.foundation.registers.record import Record

_COUNTS = Q(standing="accepted", retired_at=None)


class Achievement(Record):
    """What can be awarded: of a programme, a course, a competition, a training of teachers.

    ``valid_months``: how long an award holds; without end where it is None.
    """

    class Kind(models.TextChoices):
        """What it is awarded for."""

        PROGRAMME = "programme", _("programme completed")
        COURSE = "course", _("course completed")
        COMPETITION = "competition", _("competition")
        TEACHER_TRAINING = "teacher_training", _("training of teachers")

    name = LocalizedTextField()
    description = LocalizedTextField()
    criteria = LocalizedTextField()
    kind = models.CharField(max_length=16, choices=Kind)
    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, null=True, related_name="+"
    )
    course = models.ForeignKey(
        "programmes.Course", on_delete=models.PROTECT, null=True, related_name="+"
    )
    valid_months = models.PositiveSmallIntegerField(null=True)

    class Meta(Record.Meta):
        verbose_name = _("achievement")
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["kind", "is_shown"], name="achievement_kind"),
            models.Index(fields=["programme", "is_shown"], name="achievement_programme"),
        ]


class Alignment(Record):
    """An occupation or a competence that an achievement leads to; exactly one of the two."""

    achievement = models.ForeignKey(
        Achievement, on_delete=models.PROTECT, related_name="alignments"
    )
    occupation = models.ForeignKey(
        "standards.Occupation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    competence = models.ForeignKey(
        "standards.Competence", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta(Record.Meta):
        verbose_name = _("alignment of an achievement")
        constraints = [
            UniqueConstraint(
                fields=["achievement", "occupation"],
                condition=_COUNTS,
                name="credentials_occupation_once",
            ),
            UniqueConstraint(
                fields=["achievement", "competence"],
                condition=_COUNTS,
                name="credentials_competence_once",
            ),
        ]


class Edition(models.Model):
    """The wording of an achievement as it was when it was awarded; never changed afterwards.

    ``wording``: name, description, criteria as language maps, alignments, kind.
    """

    achievement = models.ForeignKey(Achievement, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    wording = models.JSONField()
    digest = models.CharField(max_length=71)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["achievement", "number"], name="credentials_edition_once")
        ]

    def __str__(self) -> str:
        return f"{self.achievement_id}/{self.number}"
