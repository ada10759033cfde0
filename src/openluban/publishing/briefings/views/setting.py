"""An edition in one language, as a document."""

from django.http import HttpRequest
from django.utils.translation import get_language

from openluban.publishing.briefings.document import Document
from openluban.publishing.briefings.filling import Setting, filled
from openluban.publishing.briefings.models import Edition
from openluban.publishing.briefings.queries.reading import best_of
from openluban.publishing.briefings.queries.standing import Restated
from openluban.publishing.briefings.queries.statements import contents_of


def language_of(request: HttpRequest, edition: Edition) -> str:
    """Return the language that is asked for if there is a text in it, else the reader's best."""
    wanted = request.GET.get("language", "")
    return wanted if wanted in edition.titles else best_of(edition.titles, get_language() or "")[0]


def document_of(edition: Edition, language: str, restated: Restated, *, base: str = "") -> Document:
    """Return the edition's text with its frozen numbers and how they stand today.

    ``base`` goes before the paths of links: a file needs it, and says all there is to say.
    """
    contents = contents_of(edition.statement)
    setting = Setting(language, edition.day, base, is_brief=not base, restated=restated)
    return filled(contents.texts[language], contents.figures, setting)
