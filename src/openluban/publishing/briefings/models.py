"""Briefings: their texts, what waits for a second signature, and the editions published."""

import json
from functools import cached_property
from typing import Any, NoReturn

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from openluban.publishing.briefings.errors import EditionFixed


class Briefing(models.Model):
    """A text in several languages whose numbers are figures, and the editions of it."""

    key = models.CharField(max_length=60, unique=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key


class BriefingText(models.Model):
    """What is being written, in one language: Markdown with figures in double braces.

    It may have faults; only publishing asks for none. ``title`` is its first heading as typed.
    """

    briefing = models.ForeignKey(Briefing, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=10)
    title = models.CharField(max_length=300, blank=True)
    body = models.TextField(_("text"))
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [UniqueConstraint(fields=["briefing", "language"], name="briefing_text_once")]

    def __str__(self) -> str:
        return f"{self.briefing_id} {self.language}"


class PublicationRequest(models.Model):
    """One person's signature, waiting for the second; ``statement`` is what they signed.

    Persons are known by their account keys.
    """

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "waiting", _("waiting")
        CONFIRMED = "confirmed", _("confirmed")
        WITHDRAWN = "withdrawn", _("withdrawn")

    briefing = models.ForeignKey(Briefing, on_delete=models.CASCADE, related_name="requests")
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    statement = models.JSONField()
    digest = models.CharField(max_length=80)
    day = models.DateField()
    reason = models.TextField(blank=True)
    first_signer = models.CharField(max_length=26)
    signed_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["briefing"], condition=Q(state="waiting"), name="briefing_one_request"
            )
        ]

    def __str__(self) -> str:
        return f"{self.briefing_id} {self.state}"


class EditionQuerySet(models.QuerySet["Edition"]):
    """Editions can be read and added to, nothing else."""

    def update(self, **_changes: Any) -> NoReturn:
        """Refuse: a correction is an edition of its own."""
        raise EditionFixed

    def delete(self) -> NoReturn:
        """Refuse: what was published stays readable."""
        raise EditionFixed


class Edition(models.Model):
    """A briefing as it was published: texts and figures frozen in a statement and signed.

    ``signed_text`` is the statement in its RFC 8785 form, ``signature`` (base64) is over its bytes.
    An edition after the first corrects the one before it, and ``reason`` says why. ``titles`` are
    the titles by language as they are read, so that lists need not open the statement.
    """

    briefing = models.ForeignKey(Briefing, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    day = models.DateField()
    published_at = models.DateTimeField()
    first_signer = models.CharField(max_length=26)
    second_signer = models.CharField(max_length=26)
    titles = models.JSONField(default=dict)
    signed_text = models.TextField()
    digest = models.CharField(max_length=80)
    signature = models.CharField(max_length=100)
    public_key = models.CharField(max_length=64)
    reason = models.TextField(blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["briefing", "number"], name="briefing_edition_once"),
            CheckConstraint(
                name="briefing_two_signers", condition=~Q(first_signer=F("second_signer"))
            ),
            CheckConstraint(
                name="briefing_correction_has_reason", condition=Q(number=1) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.briefing_id} {self.number}"

    @cached_property
    def statement(self) -> dict[str, Any]:
        """What was signed, read from its text."""
        statement: dict[str, Any] = json.loads(self.signed_text)
        return statement
