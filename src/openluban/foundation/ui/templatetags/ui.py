"""Tags and filters that every template may use: `{% load ui %}`."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Protocol

from django.forms import BaseForm
from django.forms.utils import flatatt
from django.http import QueryDict
from django.template import Context, Library
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from openluban.foundation.ui import joining
from openluban.foundation.ui.django_forms import fields_of
from openluban.foundation.ui.form_pieces import FieldView
from openluban.foundation.ui.languages import (
    direction_of,
    is_same_language,
    language_name,
    page_language,
)
from openluban.foundation.ui.pieces import Words
from openluban.kernel.numerals import (
    format_day,
    format_day_short,
    format_money,
    format_number,
    format_percent,
)
from openluban.kernel.text import LocalizedText

register = Library()


class Piece(Protocol):
    """Anything that names the template that shows it."""

    @property
    def template(self) -> str:
        """Path of the template; it finds the piece under the name `piece`."""


class Run(Protocol):
    """A run of text: `Wording` or `Cell`."""

    @property
    def text(self) -> Words:
        """The words."""

    @property
    def url(self) -> str:
        """Where they lead, or empty."""

    @property
    def lang(self) -> str:
        """Their language where it is not the page's."""

    @property
    def ours(self) -> bool:
        """Whether they are our own translation."""


@register.simple_tag(takes_context=True)
def part(context: Context, piece: Piece | None) -> SafeString:
    """Show a piece with its own template; nothing is shown for None."""
    engine_template = context.template
    if piece is None or engine_template is None:
        return SafeString("")
    template = engine_template.engine.get_template(piece.template)
    with context.push(piece=piece):
        return template.render(context)


@register.simple_tag
def sentences(*said: object) -> SafeString:
    """Show whole sentences one after another, as the page's language does."""
    gap = joining.sentences(("", ""))
    return format_html_join(gap, "{}", ((each,) for each in said if each))


@register.filter
def said(run: Run) -> SafeString:
    """Show a run of text with its link, its language and the mark of our own translation."""
    words = _span(run.text, language=run.lang, ours=run.ours)
    if not run.url:
        return words
    return format_html('<a href="{}">{}</a>', run.url, words)


def _span(words: Words, *, language: str, ours: bool) -> SafeString:
    attributes: dict[str, str] = {}
    if language and not is_same_language(language, page_language()):
        attributes |= {"lang": language, "dir": direction_of(language)}
    if not ours:
        return _wrapped(words, attributes)
    note = _("our own translation")
    attributes |= {"class": "ours", "title": note}
    hidden = format_html('<span class="offscreen"> ({})</span>', note)
    return _wrapped(format_html("{}{}", words, hidden), attributes)


def _wrapped(words: Words, attributes: Mapping[str, str]) -> SafeString:
    if not attributes:
        return conditional_escape(words)
    return format_html("<span{}>{}</span>", flatatt(dict(attributes)), words)


@register.filter
def wording(text: LocalizedText) -> SafeString:
    """Show the best wording for the reader; a stand-in says in which language it is."""
    language, words = text.best(page_language())
    return _span(words, language=language, ours=language in text.ours)


@register.filter
def plain_wording(text: LocalizedText) -> str:
    """Return the best wording alone, for titles and attributes."""
    return text.best(page_language())[1]


@register.filter
def other_wordings(text: LocalizedText) -> list[tuple[str, SafeString]]:
    """Return (name of the language, wording) for every language but the one shown."""
    reader = page_language()
    shown, _words = text.best(reader)
    return [
        (
            language_name(language, reader),
            _span(words, language=language, ours=language in text.ours),
        )
        for language, words in text
        if language != shown
    ]


@register.filter
def number(value: Decimal | int) -> str:
    """Return a number as the reader writes it."""
    return format_number(value, page_language())


@register.filter
def percent(value: Decimal | int) -> str:
    """Return a value that is in percent (85.7) with its sign."""
    return format_percent(value, page_language())


@register.filter
def money(value: Decimal | int, currency: str) -> str:
    """Return an amount in an ISO 4217 currency: `{{ amount|money:"CNY" }}`."""
    return format_money(value, currency, page_language())


@register.filter
def day(value: str | date) -> str:
    """Return a day, month or year in words. Raises `NotADate` for another text."""
    return format_day(str(value), page_language())


@register.filter
def short_day(value: str | date) -> str:
    """Return a day, month or year for tables. Raises `NotADate` for another text."""
    return format_day_short(str(value), page_language())


@register.filter
def language_label(language: str) -> str:
    """Return the name of a language in the reader's language."""
    return language_name(language, page_language())


@register.filter
def direction(language: str) -> str:
    """Return `rtl` or `ltr` for a language tag."""
    return direction_of(language)


@register.simple_tag
def page_direction() -> str:
    """Return `rtl` or `ltr` for the page."""
    return direction_of(page_language())


@register.simple_tag
def page_tag() -> str:
    """Return the language of the page, for words of the interface inside another language."""
    return page_language()


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: object) -> str:
    """Return the present query string with parameters changed; None removes one.

    `{% query sort="name" after=None %}` gives `?q=rail&sort=name`, or `?` if nothing is left.
    """
    parameters = context["request"].GET.copy() if "request" in context else QueryDict(mutable=True)
    for name, value in changes.items():
        if value is None:
            parameters.pop(name, None)
        else:
            parameters[name] = str(value)
    return f"?{parameters.urlencode()}"


@register.filter
def fields(form: BaseForm) -> tuple[FieldView, ...]:
    """Return the fields of a Django form as pieces: `{% for field in form|fields %}`."""
    return fields_of(form)
