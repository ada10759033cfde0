"""What has been offered to harvesters, and what was taken over from repositories elsewhere."""

from django.db import models
from django.db.models import UniqueConstraint
from django.utils.translation import gettext_lazy as _

from openluban.foundation.columns.text import LocalizedTextField
from openluban.foundation.registers.record import Record


class Item(models.Model):
    """A resource or unit that is or was public, and when its description last changed.

    ``kind`` and ``key`` are those of the register. ``number`` grows with every change that was
    noted, over all items: lists go by it, so that what changes while somebody reads moves behind
    the place reached and is never passed over. ``noted_at`` has whole seconds and never runs back.
    ``resource`` is the key of a unit's resource. ``digest`` is that of the description.
    """

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=80)
    resource = models.CharField(max_length=80, blank=True)
    number = models.PositiveBigIntegerField(unique=True)
    noted_at = models.DateTimeField()
    is_deleted = models.BooleanField(default=False)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [UniqueConstraint(fields=["kind", "key"], name="harvest_item_once")]
        indexes = [
            models.Index(fields=["noted_at", "number"], name="harvest_item_noted"),
            models.Index(fields=["kind", "number"], name="harvest_item_kind"),
            models.Index(fields=["resource", "number"], name="harvest_item_resource"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.key}"


class Reached(models.Model):
    """The entry of the history up to which all changes are noted: one row.

    ``candidate`` is the entry looked at last, at ``candidate_at``. It becomes ``entry`` once no
    transaction runs that began before that moment: such a one may still add earlier entries.
    """

    entry = models.PositiveBigIntegerField(default=0)
    candidate = models.PositiveBigIntegerField(default=0)
    candidate_at = models.DateTimeField(null=True)
    number = models.PositiveBigIntegerField(default=0)
    noted_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.entry)


class Source(models.Model):
    """A repository elsewhere whose records are taken over, and how far that has come.

    ``since`` is the ``from`` of the next run, ``""`` for all records. While a run goes on,
    ``place`` says where (``rules_of_taking.Place``) and ``counts`` what came; both are written in
    one transaction with the records of each page. ``is_whole``: this run asks for everything, so
    what it does not meet is gone there.
    """

    key = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    url = models.CharField(max_length=500)
    set_spec = models.CharField(max_length=200, blank=True)
    allows_private = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    since = models.CharField(max_length=20, blank=True)
    run = models.PositiveIntegerField(default=0)
    is_running = models.BooleanField(default=False)
    is_whole = models.BooleanField(default=True)
    began_at = models.DateTimeField(null=True)
    place = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    skipped = models.JSONField(default=list)
    ended_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=40, blank=True)
    error_detail = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.name


class Elsewhere(Record):
    """A resource that lies in another repository, as that repository describes it.

    ``languages`` are those that are known by their tags, ``languages_given`` what it gives as
    languages and is none. ``datestamp`` is its own. ``words`` find it beside its names. ``digest``
    changes with what the repository says, ``seen_in`` is the number of the last run that met it.
    """

    name = LocalizedTextField()
    repository = models.CharField(max_length=200)
    identifier = models.CharField(max_length=500)
    address = models.CharField(max_length=1000, blank=True)
    languages = models.CharField(max_length=300, blank=True)
    languages_given = models.CharField(max_length=300, blank=True)
    makers = models.CharField(max_length=500, blank=True)
    rights = models.CharField(max_length=500, blank=True)
    datestamp = models.CharField(max_length=20, blank=True)
    words = models.TextField(blank=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, null=True, related_name="+")
    digest = models.CharField(max_length=64, blank=True)
    seen_in = models.PositiveIntegerField(default=0)

    class Meta(Record.Meta):
        verbose_name = _("resource elsewhere")
        constraints = [
            UniqueConstraint(fields=["source", "identifier"], name="elsewhere_once"),
        ]
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["source", "seen_in"], name="elsewhere_seen"),
        ]
