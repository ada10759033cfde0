"""Tables of courses that are opened here.

Erasing a learner deletes their participation and all that hangs on it.
"""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _


class Package(models.Model):
    """A cmi5 package made of a resource; its file lies under ``digest`` (SHA-256).

    ``structure``: units and blocks, as ``rules/structure.py`` writes them down.
    """

    digest = models.CharField(max_length=64, unique=True)
    resource = models.ForeignKey("library.Resource", on_delete=models.PROTECT, related_name="+")
    structure = models.JSONField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.digest


class Participation(models.Model):
    """Who opens courses, and the only link from them to the agent of their statements.

    The agent is the account ``name`` at ``home_page``; ``name`` is drawn by lot and means nothing
    elsewhere. ``person``: a learner; ``account``: a teacher who tries a course.
    """

    name = models.CharField(max_length=32, unique=True)
    home_page = models.CharField(max_length=300)
    person = models.OneToOneField(
        "learners.Person", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    account = models.OneToOneField(
        "access.Account", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            CheckConstraint(
                name="launches_participation_of_one",
                condition=Q(person=None, account__isnull=False)
                | Q(person__isnull=False, account=None),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Registration(models.Model):
    """Somebody on a course. ``site`` is where it began: it stands in the ids of its activities.

    ``package`` is the one opened last: what is published anew comes with the next opening.
    """

    uuid = models.UUIDField(unique=True)
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="registrations"
    )
    resource = models.ForeignKey("library.Resource", on_delete=models.PROTECT, related_name="+")
    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="+")
    site = models.CharField(max_length=300)
    made_at = models.DateTimeField()
    satisfied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("course opened")
        constraints = [
            UniqueConstraint(fields=["participation", "resource"], name="launches_registered_once")
        ]

    def __str__(self) -> str:
        return str(self.uuid)


class Progress(models.Model):
    """What became of a unit in a registration; ``unit`` is its publisher's id."""

    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="progress"
    )
    unit = models.CharField(max_length=300)
    started_at = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    passed_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    waived_at = models.DateTimeField(null=True, blank=True)
    waived_why = models.CharField(max_length=30, blank=True)
    score = models.DecimalField(max_digits=5, decimal_places=4, null=True, blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["registration", "unit"], name="launches_progress_once")
        ]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.unit}"


class Satisfaction(models.Model):
    """That all units of a block, or of the course, were satisfied, and it was said."""

    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="satisfactions"
    )
    block = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["registration", "block"], name="launches_satisfied_once")
        ]

    def __str__(self) -> str:
        return f"{self.registration_id} {self.block}"


class Session(models.Model):
    """A unit that was opened once. Of its secrets only digests are kept (SHA-256, hexadecimal).

    ``place``: under what its files lie; ``fetch``: by what the token is fetched, once; ``token``.
    ``verbs`` are those that it said; ``began``, ``left`` and ``said`` are the statements' own times
    in microseconds. ``ended_at``: it was left, or abandoned because another was opened.
    """

    uuid = models.UUIDField(unique=True)
    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="sessions"
    )
    unit = models.CharField(max_length=300)
    mode = models.CharField(max_length=6)
    site = models.CharField(max_length=300)
    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=64, unique=True)
    fetch = models.CharField(max_length=64, unique=True)
    token = models.CharField(max_length=64, blank=True)
    launched_at = models.DateTimeField()
    verbs = models.CharField(max_length=100, blank=True)
    began = models.BigIntegerField(null=True, blank=True)
    left = models.BigIntegerField(null=True, blank=True)
    said = models.BigIntegerField(null=True, blank=True)
    count = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)
    is_abandoned = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["registration", "ended_at"], name="launches_session_open")]

    def __str__(self) -> str:
        return str(self.uuid)
