"""What every record of every register has."""

from typing import Self, TypeVar

from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext_lazy as _

from openluban.foundation.access.roles import ACCEPT, PROPOSE
from openluban.foundation.columns.dates import ImpreciseDateField
from openluban.foundation.columns.sorting import SortNameField
from openluban.foundation.evidence.models import Confidence
from openluban.kernel.actor import Actor
from openluban.kernel.keys import new_key


class Standing(models.TextChoices):
    """Whether the network has taken a record over."""

    PROPOSED = "proposed", _("proposed")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")


class Audience(models.TextChoices):
    """Who may see an accepted record."""

    PUBLIC = "public", _("public")
    INTERNAL = "internal", _("internal")


_Kept_co = TypeVar("_Kept_co", bound=models.Model, covariant=True)


class RecordQuerySet(models.QuerySet[_Kept_co]):
    """Filters that hold for every register."""

    def shown(self) -> Self:
        """Keep what the public sees and figures count: accepted, public, not retired."""
        return self.filter(is_shown=True)

    def visible_to(self, actor: Actor) -> Self:
        """Keep what the actor may see; contributors also see what their institution proposed."""
        if actor.may(ACCEPT):
            return self
        own = [scope for scope in actor.scopes(PROPOSE) if scope]
        return self.filter(Q(is_shown=True) | Q(scope__in=own)) if own else self.shown()


class Record(models.Model):
    """A record of a register. ``key`` names it for good; ``version`` grows with every change.

    ``confidence`` and ``is_disputed`` sum up its evidence: the best supporting source's
    confidence, and whether a source contradicts the record as a whole and nobody has decided.
    """

    key = models.CharField(max_length=80, unique=True, default=new_key)
    sort_name = SortNameField()
    standing = models.CharField(max_length=8, choices=Standing, default=Standing.ACCEPTED)
    audience = models.CharField(max_length=8, choices=Audience, default=Audience.PUBLIC)
    scope = models.CharField(max_length=120, blank=True, db_index=True)
    closed_on = ImpreciseDateField(verbose_name=_("closed"))
    retired_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    confidence = models.CharField(max_length=6, choices=Confidence, default=Confidence.MEDIUM)
    is_disputed = models.BooleanField(default=False)
    changed_at = models.DateTimeField()
    is_shown = models.GeneratedField(
        expression=Case(
            When(
                Q(standing=Standing.ACCEPTED, audience=Audience.PUBLIC, retired_at__isnull=True),
                then=Value(True),  # noqa: FBT003
            ),
            default=Value(False),  # noqa: FBT003
        ),
        output_field=models.BooleanField(),
        db_persist=True,
    )

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True
        indexes = [
            models.Index(fields=["is_shown", "id"], name="%(class)s_shown"),
            models.Index(fields=["is_shown", "sort_name", "id"], name="%(class)s_listed"),
            models.Index(fields=["sort_name", "id"], name="%(class)s_sorted"),
            models.Index(fields=["changed_at"], name="%(class)s_changed"),
        ]

    def __str__(self) -> str:
        return self.key
