"""Who awards: issuers, their keys, what they agreed to sign together, their status lists."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from openluban.foundation.columns.text import LocalizedTextField
from openluban.foundation.registers.record import Record
from openluban.learning.credentials.models.achievements import Achievement


class Issuer(Record):
    """An institution that awards, with its decentralised identifier (``did:web``) here.

    ``naming`` says whether the recipient's name may stand in a credential. ``is_synthetic``: for
    demonstrations; whatever it awards says so.
    """

    class Naming(models.TextChoices):
        """Whether credentials name their recipients."""

        CONSENT = "consent", _("named if the recipient has agreed")
        NEVER = "never", _("never named")

    name = LocalizedTextField()
    institution = models.ForeignKey(
        "institutions.Institution", on_delete=models.PROTECT, related_name="+"
    )
    website = models.CharField(max_length=300, blank=True)
    naming = models.CharField(max_length=8, choices=Naming, default=Naming.CONSENT)
    is_synthetic = models.BooleanField(default=False)

    class Meta(Record.Meta):
        verbose_name = _("issuer")
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["institution", "is_shown"], name="issuer_institution"),
        ]


class IssuerKey(models.Model):
    """A public key of an issuer (Ed25519) and when it signed. The private one lies in a file.

    ``name`` is the fragment of its address, ``did`` what comes before it: whose key it is, by the
    address that this installation had when it was made. ``until`` is when it was replaced: what it
    signed before stays valid. ``compromised_at``: somebody else had it since then at the latest;
    nothing that it signed is believed any more.
    """

    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="keys")
    name = models.CharField(max_length=60)
    did = models.CharField(max_length=400)
    public_key = models.CharField(max_length=60, unique=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    compromised_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["issuer", "name"], name="credentials_key_name_once"),
            UniqueConstraint(
                fields=["issuer"], condition=Q(until=None), name="credentials_one_key_signs"
            ),
            CheckConstraint(
                condition=Q(compromised_at=None) | Q(until__isnull=False),
                name="credentials_compromised_signs_no_more",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Agreement(models.Model):
    """An issuer lets its key sign, beside another's, whatever that one awards of an achievement."""

    achievement = models.ForeignKey(Achievement, on_delete=models.PROTECT, related_name="+")
    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="+")
    co_issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="agreements")
    agreed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["achievement", "issuer", "co_issuer"],
                condition=Q(ended_at=None),
                name="credentials_agreed_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.co_issuer_id} for {self.issuer_id}: {self.achievement_id}"


class StatusList(models.Model):
    """Where verifiers learn which awards of an issuer are revoked or suspended.

    One bit an award, at a random place that was free; a list never shrinks. The bits are as the
    Bitstring Status List counts them (the first is the leftmost). The signed lists are kept as they
    are given out, at ``address`` and its purpose.
    """

    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="lists")
    number = models.PositiveIntegerField()
    address = models.CharField(max_length=400)
    taken = models.BinaryField()
    left = models.PositiveIntegerField()
    revoked = models.BinaryField()
    suspended = models.BinaryField()
    revocation_list = models.BinaryField()
    suspension_list = models.BinaryField()
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["issuer", "number"], name="credentials_list_once"),
        ]

    def __str__(self) -> str:
        return f"{self.issuer_id}/{self.number}"
