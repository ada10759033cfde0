"""Persons and all that identifies them. Erasing one empties or deletes everything here."""

from typing import Self

from django.db import models
from django.db.models import Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from openluban.foundation.columns.dates import ImpreciseDateField
from openluban.kernel.keys import new_key


class PersonQuerySet(models.QuerySet["Person"]):
    """Filters over persons."""

    def standing(self) -> Self:
        """Keep those who are here under their own record: not erased, not merged into another."""
        return self.filter(erased_at=None, merged_into=None)


class Person(models.Model):
    """Somebody who learns here, or is trained to teach.

    ``key`` names the record in addresses and history, and the person's own key under which the
    history seals what identifies them. ``token`` is all that may leave: see ``sealing.token_of``.
    ``workshop`` is the one that registered them. ``sort_name`` sorts lists and identifies. After
    erasure the row stays so that counts stand: key, token, workshop, ``is_synthetic``.
    """

    key = models.CharField(max_length=26, unique=True, default=new_key, editable=False)
    token = models.CharField(max_length=32, unique=True, editable=False)
    workshop = models.ForeignKey("workshops.Workshop", on_delete=models.PROTECT, related_name="+")
    sort_name = models.CharField(max_length=100, blank=True)
    born_on = ImpreciseDateField(verbose_name=_("date of birth"))
    birth_place = models.CharField(_("place of birth"), max_length=200, blank=True)
    sex = models.CharField(_("sex"), max_length=1, default="0")
    language = models.CharField(_("language"), max_length=20, blank=True)
    note = models.TextField(_("note"), blank=True)
    account = models.OneToOneField(
        "access.Account", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    is_synthetic = models.BooleanField(default=False)
    source = models.CharField(max_length=80, blank=True)
    external_id = models.CharField(max_length=120, blank=True)
    missing_since = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged"
    )
    erasure_asked_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    registered_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("learner")
        constraints = [
            UniqueConstraint(
                fields=["workshop", "source", "external_id"],
                condition=~Q(external_id=""),
                name="learners_person_imported_once",
            )
        ]
        indexes = [
            models.Index(fields=["sort_name", "id"], name="person_sorted"),
            models.Index(fields=["workshop", "sort_name", "id"], name="person_workshop"),
            models.Index(fields=["born_on_earliest"], name="person_born"),
        ]

    def __str__(self) -> str:
        return self.key


class PersonName(models.Model):
    """A name in one script. ``language``: a tag (BCP 47), with the script where it matters.

    ``full`` is as it is written; ``given`` and ``family`` where they are told apart. ``folded``
    holds every form in which the name may be asked for, ``sound`` a short form by which names in
    different scripts meet.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="names")
    kind = models.CharField(max_length=8)
    language = models.CharField(max_length=20, blank=True)
    given = models.CharField(max_length=120, blank=True)
    middle = models.CharField(max_length=120, blank=True)
    family = models.CharField(max_length=120, blank=True)
    full = models.CharField(max_length=300)
    folded = models.CharField(max_length=600, blank=True)
    sound = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = _("name")
        constraints = [UniqueConstraint(fields=["person", "kind"], name="learners_name_kind_once")]
        indexes = [models.Index(fields=["sound"], name="person_name_sound")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind}"


class Identifier(models.Model):
    """A number that an authority gave; kept encrypted, found again by a keyed digest."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="identifiers")
    kind = models.CharField(max_length=11)
    country = models.ForeignKey(
        "places.Country", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    sealed = models.TextField()
    digest = models.CharField(max_length=64, db_index=True)

    class Meta:
        verbose_name = _("identifier")
        constraints = [
            UniqueConstraint(fields=["person", "digest"], name="learners_identifier_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind}"


class Contact(models.Model):
    """A way to reach a person."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="contacts")
    kind = models.CharField(max_length=8)
    value = models.CharField(max_length=300)

    class Meta:
        verbose_name = _("contact")
        constraints = [
            UniqueConstraint(fields=["person", "kind", "value"], name="learners_contact_once")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind}"


class Consent(models.Model):
    """What a person agreed to, in the words of a version of a text; ``withdrawn_at`` ends it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=11)
    text_version = models.CharField(max_length=40)
    language = models.CharField(max_length=20)
    given_on = models.DateField()
    given_by = models.CharField(max_length=6)
    recorded_at = models.DateTimeField()
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("consent")
        constraints = [
            UniqueConstraint(
                fields=["person", "purpose"],
                condition=Q(withdrawn_on=None),
                name="learners_consent_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.purpose}"
