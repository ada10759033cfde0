"""Terms are found in running text, in any of their forms."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openluban.teaching.terms.rules.finding import TermIndex
from openluban.teaching.terms.rules.languages import covers, is_tag, normal_tag, written_tag
from openluban.teaching.terms.rules.stems import stem
from openluban.teaching.terms.rules.tokens import tokens
from openluban.teaching.terms.tests.make import entry

FORMS = {
    "станок": "станка станку станком станке станки станков станкам станками станках",
    "токарный": "токарного токарному токарным токарном токарная токарной токарную токарные",
    "датчик": "датчика датчику датчиком датчике датчики датчиков датчикам датчиками",
    "кнопка": "кнопки кнопке кнопку кнопкой кнопок кнопкам кнопками кнопках",
    "схема": "схемы схеме схему схемой схем схемам схемами",
    "двигатель": "двигателя двигателю двигателем двигателе двигатели двигателей двигателями",
    "палец": "пальца пальцу пальцем пальце пальцы пальцев пальцами",
    "реле": "реле",
    "вал": "вала валу валом вале валы валов валами",
    "ось": "оси осью",
    "напряжение": "напряжения напряжению напряжением напряжении напряжений",
    "линия": "линии линию линией линий линиями",
}
RU = ["станок", "токарный станок с ЧПУ", "датчик", "датчик приближения", "кнопка", "реле", "вал"]
LETTERS = {"ru": "абвгдеёжзиклмноп", "en": "abcdefgs", "zh-hans": "数控车床电动机"}


def words(language: str) -> st.SearchStrategy[str]:
    return st.text(LETTERS[language], min_size=1, max_size=8)


def found(text: str, language: str, *terms: str) -> list[str]:
    index = TermIndex([entry(term, language, term) for term in terms], language)
    return [text[span.start : span.end] for span in index.longest(text)]


@pytest.mark.parametrize("word", FORMS)
def test_the_forms_of_a_russian_word_are_one(word: str) -> None:
    assert {stem(form, "ru") for form in FORMS[word].split()} == {stem(word, "ru")}


def test_different_words_stay_apart() -> None:
    plain = [stem(word, "ru") for word in FORMS]
    assert len(set(plain)) == len(plain)
    assert stem("сортировка", "ru") != stem("сорт", "ru")


def test_a_russian_term_of_several_words_is_found_in_any_case() -> None:
    text = "Обслуживание токарного станка с ЧПУ; замена ДАТЧИКОВ приближения."
    assert found(text, "ru", *RU) == ["токарного станка с ЧПУ", "ДАТЧИКОВ приближения"]


def test_a_stress_mark_and_the_letter_yo_do_not_matter() -> None:
    assert found("приёмочная оце\u0301нка", "ru", "приемочная оценка") == [
        "приёмочная оце\u0301нка"
    ]


def test_a_chinese_term_is_found_without_spaces_the_longest_first() -> None:
    text = "请检查数控车床的电动机。"
    assert found(text, "zh-hans", "车床", "数控车床", "电动机", "动机") == ["数控车床", "电动机"]


def test_an_english_term_is_found_in_plural_any_case_and_with_a_hyphen() -> None:
    text = "Two CNC Lathes, the lathe's chuck, limit-switches and batteries; PLCs."
    terms = ("CNC lathe", "lathe", "limit switch", "battery", "PLC", "bat")
    assert found(text, "en", *terms) == [
        *["CNC Lathes", "lathe's", "limit-switches", "batteries", "PLCs"]
    ]


def test_letters_beside_han_are_a_term_of_their_own() -> None:
    assert found("用PLC控制", "zh-hans", "PLC") == ["PLC"]
    assert found("PLC控制器", "zh-hans", "PLC控制器", "PLC") == ["PLC控制器"]


def test_a_part_of_a_word_is_no_term() -> None:
    assert found("валенки и перевал", "ru", "вал") == []
    assert found("category", "en", "cat") == []


def test_a_wording_of_two_concepts_gives_both() -> None:
    index = TermIndex([entry("привод", "ru", "drive"), entry("привод", "ru", "actuator")], "ru")
    spans = index.longest("замена привода")
    assert [(span.start, span.end, span.concept) for span in spans] == [
        (7, 14, "drive"),
        (7, 14, "actuator"),
    ]


def test_of_one_concept_the_better_of_two_equal_forms_is_told() -> None:
    terms = [entry("станка", "ru", status="forbidden"), entry("станок", "ru", status="agreed")]
    (span,) = TermIndex(terms, "ru").longest("станком")
    assert span.status == "agreed"


@pytest.mark.parametrize("language", LETTERS)
@given(data=st.data())
def test_a_term_is_found_wherever_it_stands_alone(language: str, data: st.DataObject) -> None:
    terms = data.draw(st.lists(words(language), min_size=1, max_size=6))
    chosen = data.draw(st.sampled_from(terms))
    text = f"!! {chosen} ;; 123"
    index = TermIndex([entry(term, language, term) for term in terms], language)
    assert any(span.start <= 3 and span.end >= 3 + len(chosen) for span in index.longest(text))


@pytest.mark.parametrize("language", LETTERS)
@given(data=st.data())
def test_spans_lie_in_the_text_in_order_and_do_not_overlap(
    language: str, data: st.DataObject
) -> None:
    terms = data.draw(st.lists(words(language), min_size=1, max_size=8, unique=True))
    text = data.draw(st.text(LETTERS[language] + " -,.12ABв", max_size=80))
    index = TermIndex([entry(term, language, "one") for term in terms], language)
    spans = index.longest(text)
    edges = [edge for span in spans for edge in (span.start, span.end)]
    assert edges == sorted(edges)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert {(s.start, s.end) for s in spans} <= {(s.start, s.end) for s in index.all(text)}
    for span in spans:
        forms = [token.form for token in tokens(text[span.start : span.end], language)]
        assert forms == [token.form for token in tokens(span.term.text, language)]


@given(st.text(max_size=60), st.sampled_from(["ru", "en", "zh-hans", "kk", "ar"]))
def test_any_text_can_be_cut_and_pieces_keep_their_place(text: str, language: str) -> None:
    pieces = tokens(text, language)
    assert all(one.end <= two.start for one, two in pairwise(pieces))
    assert all(piece.form and 0 <= piece.start < piece.end <= len(text) for piece in pieces)


def test_a_long_text_takes_time_by_its_length_not_by_the_number_of_terms() -> None:
    index = TermIndex([entry(f"term number {n}", "en", str(n)) for n in range(5_000)], "en")
    assert index.size == 5_000
    assert len(index.longest("a term number 77 and nothing else " * 500)) == 500


@pytest.mark.parametrize(
    ("given_tag", "kept", "written"),
    [
        ("zh-Hans", "zh-hans", "zh-Hans"),
        ("zh_CN", "zh-hans", "zh-Hans"),
        ("PT-br", "pt-br", "pt-BR"),
        ("es-419", "es-419", "es-419"),
        ("RU", "ru", "ru"),
    ],
)
def test_tags_are_kept_in_small_letters(given_tag: str, kept: str, written: str) -> None:
    assert normal_tag(given_tag) == kept
    assert is_tag(kept)
    assert written_tag(kept) == written


@pytest.mark.parametrize("tag", ["", "x", "russian language", "ru-", "1a", "en--gb", "a" * 40])
def test_what_is_no_tag_is_none(tag: str) -> None:
    assert not is_tag(tag)


def test_a_more_exact_tag_serves_a_plainer_one() -> None:
    assert covers("zh", "zh-hans")
    assert covers("pt-br", "pt")
    assert not covers("zh-hant", "zh-hans")
    assert not covers("ru", "en")
