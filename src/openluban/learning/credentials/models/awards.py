"""Awards, batches of them, and the links by which recipients show them."""

from django.db import models
from django.db.models import Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from openluban.kernel.keys import new_key
from openluban.learning.credentials.models.achievements import Achievement, Edition
from openluban.learning.credentials.models.issuers import Issuer, IssuerKey, StatusList


class Batch(models.Model):
    """Many awards that were asked for at once; each item is issued exactly once.

    ``gone_on_at``: when the last piece of it was written.
    """

    class State(models.TextChoices):
        """How far it has come."""

        RUNNING = "running", _("being issued")
        DONE = "done", pgettext_lazy("batch", "done")

    key = models.CharField(max_length=26, unique=True, default=new_key)
    achievement = models.ForeignKey(Achievement, on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="+")
    co_issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, null=True, related_name="+")
    awarded_on = models.DateField()
    state = models.CharField(max_length=8, choices=State, default=State.RUNNING)
    asked_by = models.CharField(max_length=26)
    asked_at = models.DateTimeField()
    gone_on_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    total = models.PositiveIntegerField()
    awarded = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["achievement", "-id"], name="credentials_batch_of")]

    def __str__(self) -> str:
        return self.key


class Award(models.Model):
    """A signed award to one person.

    ``document`` holds the signed bytes as they were given out; erasing the person empties it and
    keeps the place in the status list. ``signed_with`` is the key of the first issuer.
    ``ended_on``: from that day it counts no more; one that was replaced never counted.
    """

    class State(models.TextChoices):
        """What an issuer has said of it last; that it has expired follows from the day."""

        VALID = "valid", _("valid")
        SUSPENDED = "suspended", _("suspended")
        REVOKED = "revoked", _("revoked")
        SUPERSEDED = "superseded", _("replaced by another")
        ERASED = "erased", _("erased with the person")
        EXPIRED = "expired", _("expired, and awarded anew")

    key = models.CharField(max_length=26, unique=True, default=new_key)
    uuid = models.UUIDField(unique=True)
    achievement = models.ForeignKey(Achievement, on_delete=models.PROTECT, related_name="awards")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="awards")
    co_issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, null=True, related_name="+")
    workshop = models.ForeignKey(
        "workshops.Workshop", on_delete=models.PROTECT, null=True, related_name="+"
    )
    person = models.ForeignKey("learners.Person", on_delete=models.PROTECT, related_name="+")
    enrolment = models.ForeignKey(
        "learners.Enrolment", on_delete=models.PROTECT, null=True, related_name="+"
    )
    signed_with = models.ForeignKey(IssuerKey, on_delete=models.PROTECT, related_name="awards")
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, null=True, related_name="awards")
    status_list = models.ForeignKey(StatusList, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.VALID)
    awarded_on = models.DateField()
    issued_at = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)
    ended_on = models.DateField(null=True)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="replaced_by"
    )
    is_synthetic = models.BooleanField(default=False)
    is_named = models.BooleanField(default=False)
    document = models.BinaryField()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["status_list", "position"], name="credentials_place_once"),
            UniqueConstraint(
                fields=["achievement", "person"],
                condition=Q(state__in=["valid", "suspended"]),
                name="credentials_award_once",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-id"], name="credentials_award_person"),
            models.Index(fields=["achievement", "-id"], name="credentials_award_of"),
            models.Index(fields=["issuer", "-id"], name="credentials_award_by"),
            models.Index(fields=["is_synthetic", "awarded_on"], name="credentials_award_on"),
        ]

    def __str__(self) -> str:
        return self.key


class BatchItem(models.Model):
    """One person of a batch: waiting, awarded, or left out with the code of the reason."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="items")
    enrolment = models.ForeignKey("learners.Enrolment", on_delete=models.PROTECT, related_name="+")
    award = models.OneToOneField(Award, on_delete=models.PROTECT, null=True, related_name="+")
    problem = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["batch", "enrolment"], name="credentials_item_once")
        ]
        indexes = [
            models.Index(
                fields=["batch", "id"],
                condition=Q(award=None, problem=""),
                name="credentials_item_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}/{self.enrolment_id}"


class Sharing(models.Model):
    """A link by which a recipient shows an award; whoever has it needs no sign-in.

    Its secret stands in no table: ``digest`` finds the link, and ``seed`` leads to the secret only
    together with that of the installation (see ``linking``).
    """

    award = models.ForeignKey(Award, on_delete=models.CASCADE, related_name="sharings")
    digest = models.CharField(max_length=64, unique=True)
    seed = models.CharField(max_length=32, blank=True, default="")
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["award"], name="credentials_sharing_of")]

    def __str__(self) -> str:
        return str(self.award_id)
