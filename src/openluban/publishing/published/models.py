"""A figure that somebody published, and which figure and choices its text states."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from openluban.foundation.columns.dates import ImpreciseDateField
from openluban.foundation.registers.record import Record


class PublishedFigure(Record):
    """One published number, as it stands in print: ``number`` may be compound or words.

    The mapping is a person's: ``figure`` and ``choices`` (``bloc=africa | led_from=tianjin``);
    ``pinned`` names the choices that the text states and that no explanation may change.
    """

    subject = models.CharField(max_length=200)
    about = models.CharField(max_length=200, blank=True)
    claim = models.CharField(max_length=400)
    number = models.CharField(max_length=80)
    unit = models.CharField(max_length=120, blank=True)
    as_of = ImpreciseDateField()
    publisher = models.CharField(max_length=200, blank=True)
    citation = models.CharField(max_length=600, blank=True)
    remark = models.TextField(blank=True)
    figure = models.CharField(max_length=60, blank=True)
    choices = models.CharField(max_length=300, blank=True)
    pinned = models.CharField(max_length=200, blank=True)
    mapped_by = models.CharField(max_length=100, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("published figure")
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["as_of_earliest", "id"], name="published_day"),
            models.Index(fields=["subject", "id"], name="published_subject"),
            models.Index(fields=["figure", "is_shown"], name="published_of_figure"),
        ]
