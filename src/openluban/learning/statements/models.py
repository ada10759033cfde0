"""Tables of the learning record store.

Their rows are written and read by plain SQL (``storing.py``, ``queries/``): a statement costs a few
microseconds, not the price of a model. Times are whole microseconds since 1970, in UTC.
"""

from django.db import models
from django.db.models import Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _


class Source(models.Model):
    """A program that sends statements: its keys open the store, it is their authority.

    ``authority`` is the agent that its statements are said by, as JSON, fixed when it was made.
    ``version`` is the edition of xAPI that it speaks where a request does not say.
    ``retain_days``: its statements go after so many days; none: they stay.
    ``workshop``: whose learners it speaks of, where it is one's. ``is_synthetic``: what it sends
    was made for a demonstration, and stands in no figure.
    """

    key = models.CharField(max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=200)
    version = models.CharField(max_length=10, default="2.0.0")
    authority = models.BinaryField()
    retain_days = models.PositiveIntegerField(null=True, blank=True)
    workshop = models.ForeignKey(
        "workshops.Workshop", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_synthetic = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Key(models.Model):
    """What a program of a source signs in with; only the SHA-256 of the secret is kept.

    ``scopes`` are words of the standard, with spaces between them.
    """

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="keys")
    login = models.CharField(max_length=80, unique=True)
    digest = models.BinaryField()
    scopes = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.login


class Statement(models.Model):
    """A statement as it came, byte for byte.

    ``id`` is the moment of storing; no two have the same, and it grows with every statement.
    ``happened`` is the statement's own time. ``actor`` and ``verb`` are the digests of who did
    what. ``target`` is the statement that its object refers to. ``has`` says what the bytes hold
    (``rules/shape.py``).
    """

    id = models.BigAutoField(primary_key=True)
    uuid = models.UUIDField()
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+", db_index=False)
    happened = models.BigIntegerField()
    actor = models.BinaryField(max_length=16)
    verb = models.BinaryField(max_length=16)
    target = models.UUIDField(null=True)
    voids = models.BooleanField(default=False)
    is_voided = models.BooleanField(default=False)
    has = models.SmallIntegerField()
    raw = models.BinaryField()

    class Meta:
        constraints = [UniqueConstraint(fields=["uuid"], name="statement_once")]
        indexes = [
            models.Index(fields=["source", "id", "happened"], name="statement_source"),
            models.Index(
                fields=["target"], condition=Q(target__isnull=False), name="statement_target"
            ),
        ]

    def __str__(self) -> str:
        return str(self.uuid)


class Mark(models.Model):
    """What a statement is found by: ``value`` is the digest of an agent, verb, activity...

    ``kind`` is one of ``rules/marks.py``. A statement that refers to another is found by what that
    one is found by as well.
    """

    pk = models.CompositePrimaryKey("kind", "value", "statement")
    kind = models.SmallIntegerField()
    value = models.BinaryField(max_length=16)
    statement = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.kind} of {self.statement}"


class Name(models.Model):
    """A verb or an activity behind a digest; ``definition`` is what is known of an activity."""

    value = models.BinaryField(max_length=16, primary_key=True)
    iri = models.TextField()
    definition = models.BinaryField(null=True)

    def __str__(self) -> str:
        return self.iri


class Use(models.Model):
    """How often a person did something with a unit or course on a day, through one source.

    ``unit`` is the digest of the activity in hexadecimal, ``actor`` that of the person, zeros for
    an anonymous group, ``did`` one of ``rules/using.py``. ``within``: the statements are about
    parts of it, and stand under those parts as well.
    """

    unit = models.CharField(max_length=32)
    did = models.CharField(max_length=9)
    day = models.DateField()
    actor = models.BinaryField(max_length=16)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+", db_index=False)
    within = models.BooleanField()
    statements = models.PositiveIntegerField()

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["unit", "did", "day", "actor", "source", "within"], name="use_once"
            )
        ]
        # All that figures ask for: they read this and not the table.
        indexes = [
            models.Index(
                fields=["source", "within", "day", "did", "actor", "statements", "unit"],
                name="use_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.did} {self.unit} on {self.day}"


class Counting(models.Model):
    """Up to which statement uses are counted; one row."""

    through = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.through)


class Attachment(models.Model):
    """The bytes that came with statements, once however many statements name them."""

    sha2 = models.CharField(max_length=64, primary_key=True)
    content_type = models.CharField(max_length=255)
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.sha2


class Attached(models.Model):
    """That a statement names an attachment whose bytes are kept."""

    pk = models.CompositePrimaryKey("sha2", "statement")
    sha2 = models.CharField(max_length=64)
    statement = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.sha2} of {self.statement}"


class Document(models.Model):
    """A document of a program: a state, or the profile of an activity or an agent.

    ``place`` is the digest of everything that names it. ``agent`` and ``activity`` are digests of
    whom and what it is about, empty where it is about none. ``changed`` is in microseconds.
    """

    place = models.BinaryField(max_length=16, primary_key=True)
    kind = models.SmallIntegerField()
    agent = models.BinaryField(max_length=16)
    activity = models.BinaryField(max_length=16)
    registration = models.CharField(max_length=36, blank=True)
    name = models.TextField()
    content_type = models.TextField()
    content = models.BinaryField()
    etag = models.CharField(max_length=64)
    changed = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(
                fields=["kind", "agent", "activity", "registration", "changed"],
                name="document_listed",
            )
        ]

    def __str__(self) -> str:
        return self.name
