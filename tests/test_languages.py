"""English, Simplified Chinese and Russian are complete, and what finds their texts finds all."""

from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from django.conf import settings
from django.template.loader import get_template
from django.utils import translation

from tests.harness import house
from tools import messages
from tools.catalogues import PLURALS, compile_all, entries, read, texts_of, write
from tools.message_sources import Message, NotALiteral, from_python, from_template


@pytest.mark.parametrize("language", PLURALS)
def test_every_text_is_translated(language: str) -> None:
    """Nothing missing, unsure, stale or still English; placeholders, tags and plural forms kept."""
    assert messages.all_faults([language]) == []


def test_every_language_of_the_interface_has_a_catalogue() -> None:
    """A language offered without one would show English."""
    offered = {translation.to_locale(code) for code, _name in settings.LANGUAGES}
    assert offered == {"en", *PLURALS}


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES] + ["ar"])
def test_every_template_can_be_read_in_every_language(language: str) -> None:
    """One that runs from right to left too, though none is offered yet."""
    with translation.override(language):
        for path in house.templates():
            parts = path.relative_to(house.PACKAGE).parts
            get_template("/".join(parts[parts.index("templates") + 1 :]))


PYTHON = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext as in_context

class Refused:
    sentence = "There is nothing here."

first = _("one " "text")
second = ngettext("%(n)s gate", "%(n)s gates", n)
third = in_context("a month", "May")
other = unrelated("not this")
"""


def test_python_texts_are_found_under_whatever_name_imported() -> None:
    assert sorted(from_python(PYTHON, "a.py")) == [
        Message("%(n)s gate", "%(n)s gates", "", "a.py"),
        Message("May", "", "a month", "a.py"),
        Message("There is nothing here.", "", "", "a.py"),
        Message("one text", "", "", "a.py"),
    ]


def test_a_text_put_together_from_pieces_is_refused() -> None:
    source = "from django.utils.translation import gettext as _\n_('a' + name)\n"
    with pytest.raises(NotALiteral, match=r"a\.py:2"):
        list(from_python(source, "a.py"))


TEMPLATE = """{% load i18n %}
<h1>{% translate "Workshop's gates" %}</h1>
{% translate 'May' context "a month" %}
{% field label=_("Name \\"here\\"") hint="no" %}
{{ title|default:_("No title") }}
{% blocktranslate count counter=rows|length trimmed %}
  {{ counter }} record
  here
{% plural %}
  {{ counter }} records here
{% endblocktranslate %}
{% blocktranslate with name=it.name context "a line" %}100 % of {{ name }}{% endblocktranslate %}
{# nothing #}{% comment %}{% translate "not this" %}{% endcomment %}
"""


def test_template_texts_are_found_with_plural_context_and_trimming() -> None:
    assert sorted(from_template(TEMPLATE, "a.html")) == [
        Message("%(counter)s record here", "%(counter)s records here", "", "a.html"),
        Message("100 %% of %(name)s", "", "a line", "a.html"),
        Message("May", "", "a month", "a.html"),
        Message('Name "here"', "", "", "a.html"),
        Message("No title", "", "", "a.html"),
        Message("Workshop's gates", "", "", "a.html"),
    ]


def catalogue(**texts: str | tuple[str, ...]) -> Catalog:
    """Make a catalogue of one text that has a plural, or of one that has none."""
    made = Catalog(locale="ru", charset="utf-8")
    if "many" in texts:
        made.add(("%(n)s gate", "%(n)s gates"), texts["many"])
    else:
        made.add("Open <b>%(name)s</b> by hand", texts["one"])
    return made


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "not translated"),
        ("Open <b>%(name)s</b> by hand", "still English"),
        ("Откройте <b>%(nam)s</b>", "other placeholders"),
        ("Откройте %(name)s", "other tags"),
    ],
)
def test_a_faulty_translation_is_named(text: str, fault: str) -> None:
    found = list(messages.faults("ru", catalogue(one=text), catalogue(one="")))
    assert len(found) == 1
    assert fault in found[0]


def test_russian_needs_all_three_forms_with_the_number_in_each() -> None:
    forms = ("%(n)s этап", "%(n)s этапа", "%(n)s этапов")
    needed = catalogue(many=())
    assert list(messages.faults("ru", catalogue(many=forms), needed)) == []
    assert list(messages.faults("ru", catalogue(many=forms[:2]), needed))
    assert list(messages.faults("ru", catalogue(many=("этап", *forms[1:])), needed))


def test_missing_and_stale_texts_are_named() -> None:
    found = list(messages.faults("ru", catalogue(many=("а",)), catalogue(one="")))
    assert [fault.split(" ", 1)[0] for fault in found] == ["ru:", "ru:"]
    assert "missing" in found[0]
    assert "no longer used" in found[1]


def test_a_catalogue_survives_writing_reading_and_compiling(tmp_path: Path) -> None:
    forms = ("%(n)s этап", "%(n)s этапа", "%(n)s этапов")
    write(catalogue(many=forms), "ru", tmp_path)
    written = (tmp_path / "ru/LC_MESSAGES/django.po").read_text(encoding="utf-8")
    assert [texts_of(entry.string) for entry in entries(read("ru", tmp_path))] == [forms]
    write(read("ru", tmp_path), "ru", tmp_path)
    assert (tmp_path / "ru/LC_MESSAGES/django.po").read_text(encoding="utf-8") == written
    assert "Date" not in written
    compile_all(tmp_path)
    with (tmp_path / "ru/LC_MESSAGES/django.mo").open("rb") as file:
        compiled = GNUTranslations(file)
    assert compiled.ngettext("%(n)s gate", "%(n)s gates", 5) == "%(n)s этапов"
    assert compiled.ngettext("%(n)s gate", "%(n)s gates", 21) == "%(n)s этап"
