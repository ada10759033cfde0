"""Resources, their units, and the texts of units: every version in every language."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from openluban.foundation.columns.text import LocalizedTextField
from openluban.foundation.registers.record import Record


class Kind(models.TextChoices):
    """What sort of material a resource is."""

    TEXTBOOK = "textbook", _("textbook")
    COURSEWARE = "courseware", _("courseware")
    VIDEO = "video", _("video with subtitles")
    LESSON_PLAN = "lesson_plan", _("lesson plan")
    MANUAL = "manual", _("equipment manual")
    STANDARD = "standard", _("standard")
    CASE_STUDY = "case_study", _("case study")
    OTHER = "other", _("other material")


class Resource(Record):
    """A piece of teaching material, made of units.

    ``original_language``: the one it is written in first (BCP 47, lower case); texts in others
    are translations of it. ``rights``: an SPDX licence, or ``LicenseRef-`` and a name for a
    permission letter.
    """

    name = LocalizedTextField()
    kind = models.CharField(max_length=12, choices=Kind)
    original_language = models.CharField(max_length=20, default="zh-hans")
    rights = models.CharField(max_length=80)
    credit = models.CharField(max_length=300, blank=True)
    lead_college = models.ForeignKey(
        "institutions.Institution", on_delete=models.PROTECT, null=True, related_name="+"
    )
    host_institution = models.ForeignKey(
        "institutions.Institution", on_delete=models.PROTECT, null=True, related_name="+"
    )
    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta(Record.Meta):
        verbose_name = _("resource")
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["kind"], name="resource_kind"),
        ]


class Unit(Record):
    """The part of a resource that is versioned and replaced by itself."""

    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="units")
    name = LocalizedTextField()
    position = models.PositiveIntegerField(default=1)

    class Meta(Record.Meta):
        verbose_name = _("unit")
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["resource", "position", "id"], name="unit_in_order"),
            models.Index(fields=["position", "id"], name="unit_by_position"),
        ]


class State(models.TextChoices):
    """How far a text has come."""

    DRAFT = "draft", _("draft")
    REVIEWED = "reviewed", _("reviewed by the other side")
    PUBLISHED = "published", _("published")
    SUPERSEDED = "superseded", _("superseded")


class UnitText(models.Model):
    """One version of a unit in one language; its words never change, only its state.

    ``clauses`` are the digests of its own clauses in order. A translation names the text it was
    made from (``source``), and in ``made_from``, clause by clause, the digest of the source
    clause that each of its own translates; ``""`` for a clause that translates none. Whether it is
    stale follows from these and the source of today; it is written down nowhere. Persons are known
    by their account keys, ``scope`` is the institution for which they wrote.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=300, blank=True)
    body = models.TextField()
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    clauses = models.JSONField(default=list)
    source = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    made_from = models.JSONField(default=list)
    made_by = models.CharField(max_length=26)
    scope = models.CharField(max_length=120, blank=True)
    made_at = models.DateTimeField()
    reviewed_by = models.CharField(max_length=26, blank=True)
    reviewed_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["unit", "language", "version"], name="unit_text_once"),
            UniqueConstraint(
                fields=["unit", "language"],
                condition=Q(state="published"),
                name="unit_text_one_published",
            ),
            CheckConstraint(
                name="unit_text_not_reviewed_by_its_author",
                condition=Q(reviewed_by="") | ~Q(reviewed_by=F("made_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.language} {self.version}"


class StoredFile(models.Model):
    """An image that texts show; it lies once under its digest in the installation's files."""

    digest = models.CharField(max_length=64, unique=True)
    ending = models.CharField(max_length=4)
    size = models.PositiveIntegerField()
    stored_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name under which texts and addresses know it."""
        return f"{self.digest}.{self.ending}"


class Film(models.Model):
    """A rendition of a unit's film; its bytes lie under their digest in the installation's files.

    The same film in several sizes is several renditions. It is a draft, reviewed or published as
    texts are, and never superseded: whoever takes it away deletes this record, and the history
    tells it. ``ending`` is its container; ``milliseconds``, ``width`` and ``height`` are what that
    says of itself, 0 where it does not. Persons are known by their account keys.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="films")
    digest = models.CharField(max_length=64)
    ending = models.CharField(max_length=4)
    size = models.PositiveBigIntegerField()
    milliseconds = models.PositiveBigIntegerField(default=0)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    made_by = models.CharField(max_length=26)
    scope = models.CharField(max_length=120, blank=True)
    made_at = models.DateTimeField()
    reviewed_by = models.CharField(max_length=26, blank=True)
    reviewed_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["unit", "digest"], name="film_once"),
            CheckConstraint(
                name="film_not_reviewed_by_its_author",
                condition=Q(reviewed_by="") | ~Q(reviewed_by=F("made_by")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name under which addresses know it."""
        return f"{self.digest}.{self.ending}"
