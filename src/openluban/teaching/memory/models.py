"""Texts, units that pair them, where units come from, and the lists by which texts are found."""

from django.db import models
from django.db.models import CheckConstraint, F, Index, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from openluban.teaching.memory.rules import languages


class Origin(models.Model):
    """Where units come from: a manual, a project, a file that somebody handed over.

    Its units are for the public only if ``is_public``, which a licence must allow.
    """

    key = models.CharField(max_length=60, unique=True)
    title = models.CharField(_("what it is"), max_length=200)
    licence = models.CharField(_("licence"), max_length=200, blank=True)
    is_public = models.BooleanField(_("public"), default=False)
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title


class Text(models.Model):
    """A text in one language, kept once however often it was translated.

    ``digest`` stands for its comparable form, ``variant`` for the spelling of white space in it.
    """

    language = models.CharField(max_length=languages.LONGEST)
    text = models.TextField()
    digest = models.BigIntegerField()
    variant = models.BigIntegerField(default=0)

    class Meta:
        constraints = [UniqueConstraint(fields=["digest", "variant"], name="memory_text_once")]

    def __str__(self) -> str:
        return self.text[:80]


class Unit(models.Model):
    """A text and its translation, which serves in both directions.

    ``before`` and ``after`` stand for the neighbouring texts of the source, 0 if there was none or
    none is known. What a machine made stays marked so whoever approves it. ``entered_by`` is the
    key of an account. What was retired is never offered again, nor brought back by an import.
    """

    class Status(models.TextChoices):
        """How far people have looked at the translation."""

        DRAFT = "draft", _("draft")
        REVIEWED = "reviewed", _("reviewed")
        APPROVED = "approved", _("approved")

    source = models.ForeignKey(Text, models.PROTECT, related_name="as_source", db_index=False)
    target = models.ForeignKey(Text, models.PROTECT, related_name="as_target")
    origin = models.ForeignKey(Origin, models.PROTECT, related_name="units", db_index=False)
    before = models.BigIntegerField(default=0)
    after = models.BigIntegerField(default=0)
    status = models.CharField(max_length=8, choices=Status, default=Status.REVIEWED)
    is_machine = models.BooleanField(default=False)
    entered_by = models.CharField(max_length=26, blank=True)
    entered_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_because = models.TextField(blank=True)

    class Meta:
        constraints = [
            # Its first column finds the units of a source; a further index would only cost.
            UniqueConstraint(
                fields=["source", "target", "origin", "before", "after"], name="memory_unit_once"
            ),
            CheckConstraint(name="memory_unit_of_two", condition=~Q(source=F("target"))),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} = {self.target_id}"


class Listing(models.Model):
    """Texts that have one thing in common: a word, a pair of characters, a run of letters.

    ``key`` stands for that thing, the language and a band of lengths. A key may have several rows;
    those of about the same size are joined. ``rules.packing`` reads and writes ``offsets``.
    """

    key = models.BigIntegerField()
    first = models.BigIntegerField()
    count = models.IntegerField()
    offsets = models.BinaryField()

    class Meta:
        indexes = [Index(fields=["key", "count"], name="memory_listing_key")]

    def __str__(self) -> str:
        return f"{self.key}: {self.count}"


class WordPairs(models.Model):
    """A word, as a stem, and the words that stand for it in the translations remembered.

    ``others`` are lists of a stem, how likely it is, and a form in which it is read; the likeliest
    first. They are learned from the units as a whole, never written one by one.
    """

    language = models.CharField(max_length=languages.LONGEST)
    word = models.CharField(max_length=60)
    other_language = models.CharField(max_length=languages.LONGEST)
    others = models.JSONField()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["word", "language", "other_language"], name="memory_word_once")
        ]

    def __str__(self) -> str:
        return f"{self.language} {self.word}, {self.other_language}"


class Learning(models.Model):
    """Up to which unit words have been learned, and from how many; at most one row."""

    last_unit = models.BigIntegerField()
    units = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.units} up to {self.last_unit}"
