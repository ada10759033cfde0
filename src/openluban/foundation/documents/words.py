"""The few words that a format adds to a document, in the document's language."""

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext

from openluban.foundation.documents.document import Document


@dataclass(frozen=True, slots=True)
class AddedWords:
    """Headings and labels; `as_at` is what stands at the head of each page."""

    notes: str
    as_at: str
    definition: str
    day: str
    standing: str


def added_words(document: Document) -> AddedWords:
    """Return the words, whatever language the reader's interface has."""
    with translation.override(document.language):
        return AddedWords(
            notes=gettext("How the numbers stand"),
            as_at=document.edge or gettext("As at %(day)s") % {"day": document.day_words},
            definition=gettext("Definition"),
            day=gettext("As at"),
            standing=gettext("Standing"),
        )


def language_tag(written: str) -> str:
    """Return the language as BCP 47 writes it, such as zh-Hans."""
    language, _hyphen, script = written.partition("-")
    return f"{language}-{script.title()}" if script else language
