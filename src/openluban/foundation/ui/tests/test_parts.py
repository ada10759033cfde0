import gzip
import re
from dataclasses import replace

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from openluban.foundation.ui.filter_pieces import Choice
from openluban.foundation.ui.form_pieces import FieldView, FormView
from openluban.foundation.ui.gallery import gallery_context
from openluban.foundation.ui.pieces import Cell, Column, NumberCard, Row, Standing, TableView
from openluban.foundation.ui.templatetags.ui import Piece
from openluban.foundation.ui.tests.sheet import STYLESHEET

CARD = NumberCard("10", "workshops", "1 September 2025", "opened", "/f/", Standing.EXPLAINED)


def shown(piece: Piece) -> str:
    return Template("{% load ui %}{% part piece %}").render(Context({"piece": piece}))


def gallery(language: str) -> str:
    request = RequestFactory().get("/gallery/?x=1")
    with translation.override(language):
        return render_to_string("ui/gallery.html", gallery_context(), request)


@pytest.mark.parametrize("language", ["en", "zh-hans", "ru"])
def test_the_gallery_is_shown_in_every_language(language: str) -> None:
    page = gallery(language)
    assert f'<html lang="{language}" dir="ltr">' in page
    assert 'href="#main"' in page
    assert 'id="main"' in page


def test_the_gallery_with_its_stylesheet_is_light() -> None:
    weight = len(gzip.compress(gallery("en").encode())) + len(
        gzip.compress(STYLESHEET.read_bytes())
    )
    assert weight < 40_000


def test_no_id_is_given_twice() -> None:
    ids = re.findall(r'\sid="([^"]*)"', gallery("en"))
    assert len(ids) == len(set(ids))


def test_a_number_is_one_link_with_its_unit_day_definition_and_standing() -> None:
    markup = shown(CARD)
    assert markup.count("<a ") == 1
    words = " ".join(re.sub(r"<[^>]*>", " ", markup).split())
    assert words == "10 workshops as at 1 September 2025 opened difference explained"


def test_a_number_of_a_period_names_the_period() -> None:
    assert "over 2024" in shown(replace(CARD, day_text="", period_text="2024"))


def table(*rows: Row) -> TableView:
    columns = (
        Column("name", "Name", "?sort=-name", "ascending"),
        Column("n", "Learners", numeric=True),
    )
    return TableView("All", columns, rows)


def test_a_table_says_how_it_is_sorted_and_labels_the_cells_of_cards() -> None:
    markup = shown(table(Row((Cell("样例", "/w/", lang="zh-hans"), Cell("7")))))
    assert 'aria-sort="ascending"' in markup
    assert 'data-label="Learners"' in markup
    assert '<a href="/w/"><span dir="ltr" lang="zh-hans">样例</span></a>' in markup


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        shown(table(Row((Cell("only one"),))))


def test_every_error_of_the_summary_leads_to_its_field() -> None:
    field = FieldView("opened", "Opened", "date", "x", errors=("Enter a day.",), required=True)
    markup = shown(FormView(fields=(field,), errors=("Too much.",)))
    assert '<a href="#id_opened">Enter a day.</a>' in markup
    assert 'id="id_opened"' in markup
    assert 'aria-describedby="id_opened_help id_opened_error"' in markup
    assert 'aria-invalid="true"' in markup
    assert "Too much." in markup


def test_a_form_with_a_file_is_sent_whole() -> None:
    assert "multipart/form-data" in shown(FormView(fields=(FieldView("f", "File", "file"),)))
    assert "multipart/form-data" not in shown(FormView(fields=(FieldView("f", "Name"),)))


def test_texts_of_pieces_are_escaped() -> None:
    hostile = "<b>&"
    markup = shown(replace(CARD, definition=hostile, unit_text=hostile, url='"><b>'))
    assert "<b>" not in markup


@pytest.mark.parametrize("path", ["400.html", "403.html", "404.html", "403_csrf.html", "500.html"])
def test_pages_of_refusal_need_no_context(path: str) -> None:
    assert "<h1>" in render_to_string(path)


def test_a_list_in_which_something_is_always_chosen_is_not_called_optional() -> None:
    always = (Choice("1", "one"), Choice("2", "two"))
    assert not FieldView("a", "A", "choice", choices=always).is_optional
    assert FieldView("a", "A", "choice", choices=(Choice("", "—"), *always)).is_optional
    assert FieldView("a", "A").is_optional
    assert not FieldView("a", "A", required=True).is_optional


def test_choices_that_are_sentences_stand_one_below_the_other() -> None:
    words, sentence = (
        Choice("1", "Russian"),
        Choice("2", "Read classes, learners and enrolments (core)"),
    )
    assert not FieldView("a", "A", "choices", choices=(words,)).is_wordy
    assert FieldView("a", "A", "choices", choices=(words, sentence)).is_wordy
