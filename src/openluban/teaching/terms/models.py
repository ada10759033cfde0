"""Concepts, their terms by language, and what both sides have said of a term."""

from django.db import models
from django.db.models import Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from openluban.foundation.columns.text import LocalizedTextField
from openluban.foundation.registers.record import Record
from openluban.kernel.text import LocalizedText


class Domain(models.TextChoices):
    """What a concept belongs to; the short list by which a term base is shared out."""

    NETWORK = "network", _("the network and its workshops")
    TEACHING = "teaching", _("teaching and standards")
    MECHANICAL = "mechanical", _("mechanical engineering")
    ELECTRICAL = "electrical", _("electrical engineering")
    AUTOMATION = "automation", _("automation")
    COMPUTING = "computing", _("computing and networks")
    TRANSPORT = "transport", _("transport and logistics")
    OTHER = "other", _("another domain")


class Status(models.TextChoices):
    """How far a term may be used. ``AGREED`` comes only of the word of both sides."""

    PROPOSED = "proposed", pgettext_lazy("status of a term", "proposed")
    AGREED = "agreed", _("agreed by both sides")
    ADMITTED = "admitted", _("admitted beside another")
    FORBIDDEN = "forbidden", _("forbidden")


class PartOfSpeech(models.TextChoices):
    """The parts of speech that TBX-Basic knows."""

    NOUN = "noun", _("noun")
    PROPER_NOUN = "properNoun", _("proper noun")
    VERB = "verb", _("verb")
    ADJECTIVE = "adjective", _("adjective")
    ADVERB = "adverb", _("adverb")
    OTHER = "other", _("another part of speech")


class Side(models.TextChoices):
    """The two sides of the network: who teaches from China, and who teaches at a host."""

    CHINESE = "chinese", _("the Chinese side")
    HOST = "host", _("the host side")


class Concept(Record):
    """What several terms mean. ``name`` heads its page; which words to use say its terms."""

    name = LocalizedTextField()
    domain = models.CharField(max_length=12, choices=Domain, default=Domain.OTHER)
    definition = LocalizedTextField()
    remark = models.CharField(max_length=1_000, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("concept")
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["domain", "is_shown", "sort_name"], name="concept_domain"),
        ]


class Term(Record):
    """A word or words for a concept in one language (BCP 47, lower case)."""

    concept = models.ForeignKey(Concept, on_delete=models.PROTECT, related_name="terms")
    language = models.CharField(max_length=35)
    text = models.CharField(max_length=200)
    status = models.CharField(max_length=9, choices=Status, default=Status.PROPOSED)
    part_of_speech = models.CharField(max_length=10, choices=PartOfSpeech, blank=True)
    remark = models.CharField(max_length=1_000, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("term")
        constraints = [
            UniqueConstraint(
                fields=["concept", "language", "text"],
                condition=Q(standing="accepted", retired_at=None),
                name="terms_term_once",
            )
        ]
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["language", "is_shown", "sort_name"], name="term_language"),
            models.Index(fields=["status", "is_shown", "sort_name"], name="term_status"),
        ]

    @property
    def name(self) -> LocalizedText:
        """The term as a text in its language; lists are sorted by it."""
        return LocalizedText({self.language: self.text})


class Agreement(models.Model):
    """What one person of each side said of a term's wording; the second word makes it agreed.

    Persons stand here under their pseudonyms. What was agreed stays when the term changes later.
    """

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="agreements")
    wording = models.CharField(max_length=200)
    first_person = models.CharField(max_length=26)
    first_side = models.CharField(max_length=7, choices=Side)
    first_scope = models.CharField(max_length=120)
    first_at = models.DateTimeField()
    second_person = models.CharField(max_length=26, blank=True)
    second_side = models.CharField(max_length=7, choices=Side, blank=True)
    second_scope = models.CharField(max_length=120, blank=True)
    second_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["term"],
                condition=Q(second_at=None, withdrawn_at=None),
                name="terms_waits_once",
            ),
            models.CheckConstraint(
                condition=Q(second_at=None)
                | (
                    ~Q(second_person=models.F("first_person"))
                    & ~Q(second_side=models.F("first_side"))
                ),
                name="terms_two_persons_two_sides",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.term_id}: {self.wording}"
