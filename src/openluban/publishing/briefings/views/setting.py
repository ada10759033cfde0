"""An edition in one language, as a document."""

from dataclasses import replace

from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from openluban.foundation.documents.document import Document, Paragraph, Quote, Text
from openluban.kernel.numerals import format_day
from openluban.publishing.briefings.filling import Setting, filled
from openluban.publishing.briefings.models import Edition
from openluban.publishing.briefings.queries.reading import best_of
from openluban.publishing.briefings.queries.standing import Restated
from openluban.publishing.briefings.queries.statements import contents_of
from openluban.publishing.briefings.views.addresses import edition_url


def language_of(request: HttpRequest, edition: Edition) -> str:
    """Return the language that is asked for if there is a text in it, else the reader's best."""
    wanted = request.GET.get("language", "")
    return wanted if wanted in edition.titles else best_of(edition.titles, get_language() or "")[0]


def page_document(edition: Edition, language: str, restated: Restated) -> Document:
    """Return the edition's text for its page, which says the rest around it."""
    contents = contents_of(edition.statement)
    setting = Setting(language, edition.day, is_brief=True, restated=restated)
    return filled(contents.texts[language], contents.figures, setting)


def file_document(
    edition: Edition, language: str, restated: Restated, *, base: str, newest: int
) -> Document:
    """Return the edition's text for a file, which goes its own ways: it says all there is to say.

    ``base`` goes before the paths of links; ``newest`` is the number of the newest edition.
    """
    contents = contents_of(edition.statement)
    setting = Setting(language, edition.day, base, restated=restated)
    document = filled(contents.texts[language], contents.figures, setting)
    title, *rest = document.blocks
    with translation.override(language):
        notes = _notes(edition, base, newest)
        return replace(document, blocks=(title, *notes, *rest, _colophon(edition, base, language)))


def _notes(edition: Edition, base: str, newest: int) -> list[Quote]:
    """Say under the title that the edition was corrected, or corrects."""
    key, said = edition.briefing.key, []
    if edition.number < newest:
        words = _("This edition was corrected. Edition %(number)s is the newest.")
        url = base + edition_url(key, newest)
        said.append((Text(words % {"number": newest}, strong=True, url=url),))
    if edition.reason:
        words = _("This edition corrects the one before: %(reason)s")
        said.append((Text(words % {"reason": edition.reason}),))
    return [Quote((Paragraph(runs),)) for runs in said]


def _colophon(edition: Edition, base: str, language: str) -> Paragraph:
    url = base + edition_url(edition.briefing.key, edition.number, language)
    words = _("Edition %(number)s, published on %(day)s and signed by two officers: ") % {
        "number": edition.number,
        "day": format_day(edition.published_at.date().isoformat(), language),
    }
    return Paragraph((Text(words, emphasis=True), Text(url, url=url)))
