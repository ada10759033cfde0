"""What workshops teach with: a version of a unit in a language, for a term."""

from django.db import models
from django.db.models import Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from openluban.foundation.columns.dates import ImpreciseDateField
from openluban.foundation.columns.text import LocalizedTextField
from openluban.foundation.registers.record import Record

_ACCEPTED = Q(standing="accepted", retired_at=None)


class UnitUse(Record):
    """A workshop teaches with a version of a unit, ``since`` a day and ``until`` one (excluded).

    The version is named by its number, so that a record outlives the text and can be brought in
    before it. It says what is taught with: publishing a newer version changes no record.
    """

    workshop = models.ForeignKey("workshops.Workshop", on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, null=True, related_name="+"
    )
    unit = models.ForeignKey("library.Unit", on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=20)
    text_version = models.PositiveIntegerField()
    since = ImpreciseDateField()
    until = ImpreciseDateField()
    remark = LocalizedTextField()

    class Meta(Record.Meta):
        verbose_name = _("use of a unit")
        constraints = [
            UniqueConstraint(
                fields=["workshop", "programme", "unit", "language", "text_version", "since"],
                condition=_ACCEPTED,
                name="unit_use_once",
            ),
            UniqueConstraint(
                fields=["workshop", "unit", "language", "text_version", "since"],
                condition=_ACCEPTED & Q(programme=None),
                name="unit_use_once_without_programme",
            ),
        ]
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["workshop", "is_shown"], name="unit_use_workshop"),
            models.Index(fields=["unit", "is_shown"], name="unit_use_unit"),
            models.Index(fields=["since_earliest", "id"], name="unit_use_since"),
        ]
