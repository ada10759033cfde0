"""What somebody sends to be aligned, as fields and as read."""

from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from openluban.foundation.ui.filter_pieces import Choice
from openluban.foundation.ui.form_pieces import FieldView, FormView
from openluban.foundation.ui.languages import language_name, page_language
from openluban.teaching.alignment.errors import TooLarge
from openluban.teaching.alignment.handing import MOST_LINES
from openluban.teaching.alignment.reading import lines_of

MOST_BYTES = 1_000_000
LANGUAGES = (
    "zh-Hans",
    "ru",
    "en",
    "kk",
    "ky",
    "tg",
    "uz",
    "ar",
    "fr",
    "de",
    "es",
    "pt",
    "th",
    "vi",
)
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Asked:
    """Two texts as lines, their languages, and whether they are Markdown."""

    source: list[str]
    target: list[str]
    source_language: str
    target_language: str
    markdown: bool


def asked_of(request: HttpRequest) -> Asked:
    """Return what was sent; a file goes before what was typed.

    :raises openluban.kernel.refusals.Refusal: a text is too large, or none
    """
    return Asked(
        source=_lines(request, "source", _("The first text")),
        target=_lines(request, "target", _("The second text")),
        source_language=_language(request, "from"),
        target_language=_language(request, "to"),
        markdown=request.POST.get("markdown", "") == "1",
    )


def _lines(request: HttpRequest, name: str, side: str) -> list[str]:
    file = request.FILES.get(f"{name}_file")
    if isinstance(file, UploadedFile) and file.size:
        if file.size > MOST_BYTES:
            raise TooLarge(side=side, most=MOST_BYTES // _MEGABYTE)
        return lines_of(file.read(), side=side, most_lines=MOST_LINES)
    content = request.POST.get(name, "").encode("utf-8", "replace")
    return lines_of(content, side=side, most_lines=MOST_LINES)


def _language(request: HttpRequest, name: str) -> str:
    given = request.POST.get(name, "")
    return given if given in LANGUAGES else ""


def form_of(request: HttpRequest, problem: str = "") -> FormView:
    """Return the form with what was typed before."""
    return FormView(
        fields=(
            *_side(request, "source", "from", (_("First text"), _("Language of the first text"))),
            *_side(request, "target", "to", (_("Second text"), _("Language of the second text"))),
            FieldView(
                "markdown",
                _("Both are Markdown: keep headings, lists, tables and code apart"),
                "flag",
                request.POST.get("markdown", ""),
            ),
        ),
        errors=(problem,) if problem else (),
        submit_text=_("Align"),
    )


def _side(
    request: HttpRequest, name: str, language: str, labels: tuple[str, str]
) -> tuple[FieldView, ...]:
    given = request.POST.get(name, "")[:MOST_BYTES]
    helped = _("One sentence a line, or choose a file below.")
    return (
        FieldView(name, labels[0], "longtext", given, helped),
        FieldView(f"{name}_file", _("%(text)s as a file") % {"text": labels[0]}, "file"),
        FieldView(
            language,
            labels[1],
            "choice",
            request.POST.get(language, ""),
            _("With both languages the term base helps."),
            choices=(
                Choice("", _("not said")),
                *(Choice(tag, language_name(tag, page_language())) for tag in LANGUAGES),
            ),
        ),
    )
