"""What somebody reported: a number about a record, of one measure, at or over a time."""

from django.db import models
from django.db.models import CheckConstraint, F, Q
from django.utils.translation import gettext_lazy as _

from openluban.foundation.columns.dates import ImpreciseDateField
from openluban.foundation.columns.text import LocalizedTextField
from openluban.foundation.registers.record import Record


class Subject(Record):
    """Something counts are about that has no register of its own: a network, a body, an event."""

    class Kind(models.TextChoices):
        """What sort of thing it is."""

        NETWORK = "network", _("network")
        BODY = "body", _("body")
        EVENT = "event", _("event")
        PLACE = "place", _("place")

    name = LocalizedTextField()
    kind = models.CharField(max_length=8, choices=Kind)

    class Meta(Record.Meta):
        verbose_name = _("subject")
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["kind"], name="subject_kind"),
        ]


class Measure(Record):
    """What is counted, and its unit (a key of ``kernel.units.UNITS``)."""

    name = LocalizedTextField()
    about = LocalizedTextField()
    unit = models.CharField(max_length=20)

    class Meta(Record.Meta):
        verbose_name = _("measure")


class Qualifier(models.TextChoices):
    """How the reported number is meant."""

    EXACTLY = "exactly", _("exactly")
    MORE_THAN = "more_than", _("more than")
    NEARLY = "nearly", _("nearly")
    ABOUT = "about", _("about")
    AT_MOST = "at_most", _("at most")
    TENS_OF = "tens_of", _("tens of thousands and the like")


class Basis(models.TextChoices):
    """Whether a number holds on a day, in a period, or since the beginning."""

    AS_AT = "as_at", _("on a day")
    IN_PERIOD = "in_period", _("in a period")
    CUMULATIVE = "cumulative", _("since the beginning")


class ReportedCount(Record):
    """Somebody's number. ``subject`` is ``register/key`` of the record it is about."""

    subject_register = models.CharField(max_length=40)
    subject_key = models.CharField(max_length=80)
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="counts")
    value = models.DecimalField(max_digits=24, decimal_places=6)
    qualifier = models.CharField(max_length=9, choices=Qualifier, default=Qualifier.EXACTLY)
    basis = models.CharField(max_length=10, choices=Basis, default=Basis.AS_AT)
    as_at = ImpreciseDateField()
    period_start = ImpreciseDateField()

    class Meta(Record.Meta):
        verbose_name = _("reported count")
        constraints = [
            CheckConstraint(
                name="counts_period_ends_after_start",
                condition=Q(period_start_earliest=None)
                | Q(as_at_latest=None)
                | Q(as_at_latest__gte=F("period_start_earliest")),
            )
        ]
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["as_at_earliest", "id"], name="count_day"),
            models.Index(fields=["basis"], name="count_basis"),
            models.Index(
                fields=["measure", "subject_register", "subject_key", "as_at_earliest"],
                name="count_of_subject",
            ),
        ]

    @property
    def subject(self) -> str:
        """The record it is about, as ``register/key``."""
        return f"{self.subject_register}/{self.subject_key}"

    @subject.setter
    def subject(self, reference: str) -> None:
        self.subject_register, _slash, self.subject_key = reference.partition("/")
