from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from openluban.foundation.ui.pieces import Wording
from openluban.kernel.text import LocalizedText

NAME = LocalizedText({"en": "Workshop <1>", "zh-hans": "工坊", "ar": "ورشة"}, frozenset({"en"}))


def shown(source: str, reader: str = "en", **values: object) -> str:
    with translation.override(reader):
        return Template("{% load ui %}" + source).render(Context(values))


def test_a_wording_in_the_language_of_the_page_is_plain_text() -> None:
    assert shown("{{ name|wording }}", "zh-hans", name=NAME) == "工坊"


def test_our_own_translation_is_marked_in_words() -> None:
    markup = shown("{{ name|wording }}", name=NAME)
    assert 'class="ours"' in markup
    assert "(our own translation)" in markup
    assert "Workshop &lt;1&gt;" in markup


def test_a_stand_in_says_its_language_and_direction() -> None:
    markup = shown("{{ name|wording }}", "ru", name=LocalizedText({"ar": "ورشة"}))
    assert markup == '<span dir="rtl" lang="ar">ورشة</span>'


def test_other_wordings_are_named_in_the_language_of_the_reader() -> None:
    source = (
        "{% for language, words in name|other_wordings %}{{ language }}={{ words }};{% endfor %}"
    )
    markup = shown(source, name=NAME)
    assert markup.startswith("Simplified Chinese=")
    assert "Workshop" not in markup


def test_nothing_to_say_shows_nothing() -> None:
    assert shown("{{ name|wording }}", name=LocalizedText()) == ""


def test_a_run_of_text_carries_its_link_and_is_escaped() -> None:
    run = Wording("<b>", "/a?b=1&c=2", lang="ru")
    assert shown("{{ run|said }}", run=run) == (
        '<a href="/a?b=1&amp;c=2"><span dir="ltr" lang="ru">&lt;b&gt;</span></a>'
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ value|number }}", "15,000"),
        ('{{ value|money:"CNY" }}', "CNY 15,000"),
        ("{{ day|day }}", "30 August 2025"),
        ("{{ month|day }}", "August 2025"),
        ("{{ day|short_day }}", "30 Aug 2025"),
        ("{{ share|percent }}", "85.7%"),
    ],
)
def test_numbers_and_days_are_written_as_the_reader_writes_them(source: str, expected: str) -> None:
    values: dict[str, object] = {
        "value": 15000,
        "day": date(2025, 8, 30),
        "month": "2025-08",
        "share": Decimal("85.7"),
    }
    assert shown(source, "en", **values) == expected


def test_one_parameter_of_the_address_is_changed_and_the_others_are_kept() -> None:
    request = RequestFactory().get("/list/?q=a%26b&after=9&x=1&x=2")
    source = '{% query sort="name" after=None %}'
    assert shown(source, request=request) == "?q=a%26b&amp;x=1&amp;x=2&amp;sort=name"
    assert shown("{% query sort=None %}") == "?"


@pytest.mark.parametrize(
    ("language", "direction"), [("en", "ltr"), ("ar", "rtl"), ("fa-ir", "rtl")]
)
def test_the_direction_follows_the_language(language: str, direction: str) -> None:
    assert shown("{{ language|direction }}", language=language) == direction


class Door(forms.Form):
    email = forms.EmailField(widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    password = forms.CharField(widget=forms.PasswordInput, help_text="Twelve signs.")
    role = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")], required=False)


def test_forms_of_django_look_like_ours_and_never_show_a_password_again() -> None:
    door = Door({"email": "nobody", "password": "secret word", "role": ["b"]})
    markup = shown("{% for field in door|fields %}{% part field %}{% endfor %}", door=door)
    assert 'type="email"' in markup
    assert 'value="nobody"' in markup
    assert 'autocomplete="email"' in markup
    assert "secret word" not in markup
    assert 'value="b" checked' in " ".join(markup.split())
    assert 'aria-invalid="true"' in markup
