"""Standards: versions of clauses, what authorities did with them, who follows them."""

from django.db import models
from django.db.models import Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from openluban.foundation.columns.dates import ImpreciseDateField
from openluban.foundation.columns.text import LocalizedTextField
from openluban.foundation.registers.record import Record
from openluban.teaching.programmes.public import Category

_COUNTS = Q(standing="accepted", retired_at=None)


class State(models.TextChoices):
    """How far a version has come with one authority, in the usual order."""

    DRAFT = "draft", pgettext_lazy("state of a standard", "draft")
    AGREED = "agreed", _("agreed by both sides")
    SUBMITTED = "submitted", _("submitted")
    ACCREDITED = "accredited", _("accredited")
    SUPERSEDED = "superseded", _("superseded")


class Standard(Record):
    """A professional teaching standard; ``country`` is the one it was written for, if one."""

    name = LocalizedTextField()
    category = models.CharField(max_length=24, choices=Category)
    isced_f = models.ForeignKey(
        "programmes.FieldOfEducation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    issuer = models.ForeignKey(
        "institutions.Institution", on_delete=models.PROTECT, null=True, related_name="+"
    )
    country = models.ForeignKey(
        "places.Country", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta(Record.Meta):
        verbose_name = _("standard")
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["category", "is_shown"], name="standard_category"),
            models.Index(fields=["country", "is_shown"], name="standard_country"),
        ]


class Version(Record):
    """An edition of a standard. ``languages``: tags (BCP 47) of the languages it is written in.

    ``level`` is 1 to 8, as the European Qualifications Framework counts.
    """

    standard = models.ForeignKey(Standard, on_delete=models.PROTECT, related_name="versions")
    name = LocalizedTextField()
    edition = models.CharField(max_length=60)
    issued_on = ImpreciseDateField()
    languages = models.JSONField(default=list, blank=True)
    level = models.DecimalField(max_digits=1, decimal_places=0, null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("version of a standard")
        constraints = [
            UniqueConstraint(
                fields=["standard", "edition"], condition=_COUNTS, name="standards_edition_once"
            )
        ]
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["issued_on_earliest", "id"], name="version_issued"),
        ]


class Clause(Record):
    """A clause of a version; ``parent_number`` is the number of the clause it belongs under."""

    standard_version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="clauses")
    number = models.CharField(max_length=20)
    position = models.DecimalField(max_digits=6, decimal_places=0)
    parent_number = models.CharField(max_length=20, blank=True)
    text = LocalizedTextField()

    class Meta(Record.Meta):
        verbose_name = _("clause")
        constraints = [
            UniqueConstraint(
                fields=["standard_version", "number"],
                condition=_COUNTS,
                name="standards_clause_once",
            )
        ]
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["standard_version", "position", "id"], name="clause_in_version"),
            models.Index(fields=["position", "id"], name="clause_position"),
        ]


class Recognition(Record):
    """A step of a version with one authority: a state reached by an act on a day.

    ``until``: the day on which it expires, itself excluded. ``coverage`` says what the act covers.
    """

    standard_version = models.ForeignKey(
        Version, on_delete=models.PROTECT, related_name="recognitions"
    )
    authority = models.ForeignKey(
        "institutions.Institution", on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State)
    act_number = models.CharField(max_length=120, blank=True)
    on = ImpreciseDateField()
    coverage = models.CharField(max_length=300, blank=True)
    until = ImpreciseDateField()

    class Meta(Record.Meta):
        verbose_name = _("step of recognition")
        constraints = [
            # Accreditation may be given anew when it has expired; the others happen once.
            UniqueConstraint(
                fields=["standard_version", "authority", "state"],
                condition=_COUNTS & ~Q(state="accredited"),
                name="standards_step_once",
            )
        ]
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["on_earliest", "id"], name="recognition_day"),
            models.Index(fields=["state", "is_shown", "on_earliest"], name="recognition_state"),
            models.Index(fields=["standard_version", "authority"], name="recognition_version"),
        ]


class Following(Record):
    """A programme follows a version of a standard (``until``: the end excluded)."""

    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, related_name="+"
    )
    standard_version = models.ForeignKey(
        Version, on_delete=models.PROTECT, related_name="followings"
    )
    since = ImpreciseDateField()
    until = ImpreciseDateField()

    class Meta(Record.Meta):
        verbose_name = _("standard followed")
        constraints = [
            UniqueConstraint(
                fields=["programme", "standard_version"],
                condition=_COUNTS,
                name="standards_followed_once",
            )
        ]
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["since_earliest", "id"], name="following_since"),
        ]


class Occupation(Record):
    """A major (1 digit), sub-major (2), minor (3) or unit (4) group of ISCO-08; key is the code."""

    code = models.CharField(max_length=4, unique=True)
    name = LocalizedTextField()

    class Meta(Record.Meta):
        verbose_name = _("occupation")


class Competence(Record):
    """What a graduate can do by a version, and the occupation that needs it."""

    standard_version = models.ForeignKey(
        Version, on_delete=models.PROTECT, related_name="competences"
    )
    name = LocalizedTextField()
    occupation = models.ForeignKey(
        Occupation, on_delete=models.PROTECT, null=True, related_name="competences"
    )
    esco_uri = models.CharField(max_length=120, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("competence")
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["occupation", "is_shown"], name="competence_occupation"),
        ]
