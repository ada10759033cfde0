"""What the search reads: a document per record, its passages, and the words that occur in any."""

from django.db import models
from django.db.models import UniqueConstraint

from openluban.foundation.columns.text import LocalizedTextField


class SearchDocument(models.Model):
    """What finds one record, and what a list of hits shows of it.

    ``words`` are cut and folded already: the words of the title in the first line, all others and
    the marks (see ``marks.py``) in the second. The database's own index over ``words`` is made by
    the migrations; on SQLite triggers keep it in step, so a later migration that makes Django
    build this table anew there has to make them again.
    """

    register = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    title = LocalizedTextField()
    is_shown = models.BooleanField()
    scope = models.CharField(max_length=120, blank=True)
    words = models.TextField()

    class Meta:
        constraints = [UniqueConstraint(fields=["register", "key"], name="search_document_once")]

    def __str__(self) -> str:
        return f"{self.register}/{self.key}"


class SearchWord(models.Model):
    """A word that some document has or had: what a word still being typed may become.

    Long words with digits are left out: there is one for nearly every record. A word may stand
    here twice, since two transactions must not wait for each other because of a word.
    """

    word = models.CharField(max_length=40, db_index=True)
    backwards = models.CharField(max_length=40, db_index=True, default="")
    """The same from its end to its beginning: the end of a mistyped word may be the right one."""
    sound = models.CharField(max_length=8, db_index=True, default="")
    """How it sounds (see ``sounding``), by which words of another script are found."""

    def __str__(self) -> str:
        return self.word


class SearchPassage(models.Model):
    """What a document says in one language: what ranked search finds.

    ``digest`` stands for its title and text. One that changes is taken out and comes in under
    another number, so that what is listed under a number is never wrong, only perhaps gone.
    """

    document = models.ForeignKey(SearchDocument, models.CASCADE, related_name="passages")
    language = models.CharField(max_length=20)
    digest = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["language"], name="search_passage_language")]

    def __str__(self) -> str:
        return f"{self.document_id} {self.language}"


class SearchListing(models.Model):
    """Passages that have a stem in common; ``keys`` says what ``key`` stands for.

    ``kernel.packing`` reads and writes ``gaps``; see ``lists``.
    """

    key = models.BigIntegerField()
    first = models.BigIntegerField()
    count = models.IntegerField()
    gaps = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["key", "count"], name="search_listing_key")]

    def __str__(self) -> str:
        return f"{self.key}: {self.count}"
