"""Words are learned from units, and lead a question into another language."""

from datetime import UTC, datetime

import pytest

from openluban.foundation.search.indexing import Document, index
from openluban.foundation.search.seeking import look_for
from openluban.foundation.search.ways import read
from openluban.kernel.actor import PUBLIC, SYSTEM
from openluban.kernel.text import LocalizedText
from openluban.teaching.memory.models import Learning, WordPairs
from openluban.teaching.memory.rules.word_pairs import learn_words
from openluban.teaching.memory.search import renderings
from openluban.teaching.memory.use_cases.learn import learn
from openluban.teaching.memory.use_cases.remember import Pair, Source, remember

AT = datetime(2026, 3, 1, tzinfo=UTC)
NOUNS = {"wire": "провод", "grid": "сетка", "pin": "вывод", "sheet": "лист", "label": "метка"}
CHINESE = {"wire": "导线", "grid": "网格", "pin": "引脚", "sheet": "图纸", "label": "标签"}
VERBS = {"move": "переместить", "delete": "удалить", "select": "выбрать", "rotate": "повернуть"}


def fill(other: dict[str, str], language: str, key: str) -> None:
    """Remember every verb with every noun, thrice in different words."""
    pairs = [
        Pair("en", language, f"{verb} {noun} {again}", f"{said} {other[noun]} {again}")
        for verb, said in VERBS.items()
        for noun in NOUNS
        for again in ("1", "22", "333")
    ]
    remember(pairs=pairs, origin=Source(key, is_public=True), actor=SYSTEM, at=AT)


def test_words_that_go_together_stand_for_each_other() -> None:
    units = [([verb, noun], [VERBS[verb], NOUNS[noun]]) for verb in VERBS for noun in NOUNS]
    learned = learn_words(units * 2)
    assert {word: some[0][0] for word, some in learned.forwards.items()} == {**VERBS, **NOUNS}
    assert learned.backwards["сетка"][0][0] == "grid"
    assert all(0 < likely <= 1 for some in learned.forwards.values() for _word, likely in some)
    assert learn_words([]).forwards == {}
    assert learn_words([([], ["a"]), (["a"], [])]).forwards == {}


@pytest.mark.django_db
def test_an_import_teaches_words_and_a_small_one_waits() -> None:
    fill(NOUNS, "ru", "ru")
    assert Learning.objects.get().units == 60
    assert WordPairs.objects.get(word="grid", other_language="ru").others[0][2] == "сетка"
    pair = Pair("en", "ru", "hello", "привет")
    remember(pairs=[pair], origin=Source("more"), actor=SYSTEM, at=AT)
    assert Learning.objects.get().units == 60
    assert not WordPairs.objects.filter(word="hello").exists()


@pytest.mark.django_db
def test_a_question_finds_a_text_in_another_language_by_learned_words() -> None:
    fill(NOUNS, "ru", "ru")
    texts = {"a": "Сетки на листах", "b": "Метка провода", "c": "Удаление"}
    index(
        [
            Document("terms", key, LocalizedText({"ru": text}), "", is_shown=True, texts={})
            for key, text in texts.items()
        ]
    )
    hit = look_for("the label of a wire", actor=PUBLIC, language="ru").hits[0]
    assert hit.key == "b"
    assert {each.text for each in hit.through} == {"метка", "провод"}


@pytest.mark.django_db
def test_two_translations_of_one_text_teach_the_third_pair() -> None:
    fill(NOUNS, "ru", "ru")
    fill(CHINESE, "zh-hans", "zh")
    learn()
    found = renderings(read("网格"), ["ru"])
    assert max(found, key=lambda one: one.weight).through.text == "сетка"


@pytest.mark.django_db
def test_a_third_language_leads_on_where_no_unit_has_both() -> None:
    WordPairs.objects.create(
        language="zh-hans", word="网格", other_language="en", others=[["grid", 0.9, "grid"]]
    )
    WordPairs.objects.create(
        language="en", word="grid", other_language="ru", others=[["сетк", 0.8, "сетка"]]
    )
    (one,) = renderings(read("网格"), ["ru"])
    assert (one.stem, one.through.text) == ("сетк", "сетка")
    assert 0 < one.weight < 0.9
    assert renderings(read("图纸"), ["ru"]) == []
