"""Texts in any language are found by questions in any, ranked, and marked where they say it."""

from collections.abc import Iterator, Sequence

import pytest

from openluban.foundation.access.roles import PROPOSE
from openluban.foundation.search import bridging, lists, texts
from openluban.foundation.search.bridging import Question, Rendering, declare_bridge
from openluban.foundation.search.expanding import Through
from openluban.foundation.search.indexing import Document, forget, index
from openluban.foundation.search.models import SearchListing, SearchPassage
from openluban.foundation.search.seeking import Seen, look_for
from openluban.foundation.search.stems import stems_of
from openluban.kernel.actor import PUBLIC, SYSTEM, Actor
from openluban.kernel.text import LocalizedText

pytestmark = pytest.mark.django_db

LATHE = "Токарные станки с ЧПУ настраивают до начала работы."
SAFETY = "Перед работой наденьте защитные очки."


WRITTEN: dict[str, dict[str, str]] = {}


def written(keys: Sequence[str]) -> dict[str, dict[str, str]]:
    """Return what was put in."""
    return {key: WRITTEN[key] for key in keys}


def by_hand(question: Question, languages: Sequence[str]) -> list[Rendering]:
    """Know one word."""
    places = tuple(word.place for word in question.words if word.text in {"lathe", "车床"})
    if not places or "ru" not in languages:
        return []
    through = Through("токарный станок", "ru", "/terms/lathe/")
    return [Rendering(stem, "ru", 0.9, places, through) for stem in stems_of("токарный станок")]


@pytest.fixture(autouse=True)
def _one_bridge(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(bridging, "_BRIDGES", {})
    monkeypatch.setattr(texts, "_PROVIDERS", dict.fromkeys(("units", "clauses"), written))
    declare_bridge("by_hand", by_hand)
    yield
    WRITTEN.clear()


def put(key: str, register: str = "units", *, is_shown: bool = True, **wordings: str) -> None:
    """Index a record with texts; ``zh`` is simplified Chinese."""
    said = {{"zh": "zh-hans"}.get(language, language): text for language, text in wordings.items()}
    WRITTEN[key] = said
    scope = "" if is_shown else "tute"
    index([Document(register, key, LocalizedText(), key, is_shown, scope, said)])


def keys(question: str, **more: str) -> list[str]:
    return [hit.key for hit in look_for(question, actor=PUBLIC, **more).hits]  # type: ignore[arg-type]


def marked(hit: Seen) -> list[str]:
    return [run.text for run in hit.passage.runs if run.is_hit]


def test_a_bridge_leads_to_another_language_and_says_through_what() -> None:
    put("lathe", ru=LATHE)
    put("safety", ru=SAFETY)
    hit = look_for("lathe", actor=PUBLIC).hits[0]
    assert (hit.key, hit.language) == ("lathe", "ru")
    assert [each.text for each in hit.through] == ["токарный станок"]
    assert marked(hit) == ["Токарные", "станки"]


def test_a_bridge_is_declared_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        declare_bridge("by_hand", by_hand)


def test_two_chinese_characters_are_found_within_a_sentence_and_beside_latin_letters() -> None:
    put("one", zh="本单元介绍数控车床的操作，使用PLC控制。")
    put("two", zh="焊接安全")
    assert keys("车床") == ["one"]
    assert keys("PLC控制") == ["one"]
    assert marked(look_for("数控车床", actor=PUBLIC).hits[0]) == ["数控车床"]


def test_forms_of_russian_and_english_words_find_each_other() -> None:
    put("ru", ru=LATHE)
    put("en", en="The connections of the wires")
    assert keys("токарного станка") == ["ru"]
    assert keys("connected wire") == ["en"]


def test_not_every_word_is_required_and_who_has_more_of_them_stands_before() -> None:
    put("less", en="A wire is long")
    put("more", en="A copper wire is long")
    put("none", en="Something else")
    assert keys("insulated copper wire") == ["more", "less"]


def test_a_word_in_a_short_text_says_more() -> None:
    put("long", en="The grid is one of many settings that a user of this programme may change")
    put("short", en="The grid")
    assert keys("grid") == ["short", "long"]


def test_a_mistyped_word_is_sought_as_what_was_meant() -> None:
    put("lathe", ru=LATHE)
    found = look_for("тонарные станки", actor=PUBLIC)
    assert found.meant == {"тонарные": "токарные"}
    assert found.hits[0].corrected == ("токарные",)
    assert look_for("токарным", actor=PUBLIC).meant == {}
    assert look_for("окарные", actor=PUBLIC).meant == {"окарные": "токарные"}


def test_a_correction_crosses_languages_too() -> None:
    put("lathe", ru=LATHE)
    put("name", en="lathe")
    assert keys("lahte", language="ru") == ["lathe"]


def test_words_that_sound_alike_are_found_in_the_other_script() -> None:
    put("symbol", ru="Выбор символа")
    hit = look_for("symbol", actor=PUBLIC, language="ru").hits[0]
    assert hit.key == "symbol"
    assert [each.text for each in hit.through] == ["символа"]


def test_language_and_register_narrow_and_zh_is_enough() -> None:
    put("both", en="PLC control", zh="PLC控制")
    put("other", "clauses", en="PLC control")
    assert keys("PLC", language="zh") == ["both"]
    assert look_for("PLC", actor=PUBLIC, language="zh").hits[0].language == "zh-hans"
    assert keys("PLC", register="clauses") == ["other"]
    assert keys("PLC", language="fr") == []
    assert keys("") == []
    assert keys("…") == []


def test_what_is_hidden_is_found_by_those_who_may_see_it() -> None:
    put("hidden", is_shown=False, en="PLC control")
    of_tute = Actor("person", "1", "Contributor", frozenset({(PROPOSE, "tute")}))
    of_others = Actor("person", "2", "Contributor", frozenset({(PROPOSE, "else")}))
    found = {
        each: look_for("PLC", actor=each).hits for each in (SYSTEM, of_tute, PUBLIC, of_others)
    }
    assert [len(hits) for hits in found.values()] == [1, 1, 0, 0]


def test_only_what_is_kept_is_shown() -> None:
    put("one", en="PLC control")
    put("two", en="PLC control")
    found = look_for("PLC", actor=PUBLIC, keep=lambda _places: {("units", "two")})
    assert [hit.key for hit in found.hits] == ["two"]


def test_a_changed_text_is_no_longer_found_by_what_it_said() -> None:
    put("one", en="PLC control", ru=LATHE)
    kept = SearchPassage.objects.get(language="ru").pk
    put("one", en="Welding", ru=LATHE)
    assert keys("PLC") == []
    assert keys("welding") == ["one"]
    assert SearchPassage.objects.get(language="ru").pk == kept
    put("one", en="Welding")
    assert keys("станок") == []
    forget("units", ["one"])
    assert keys("welding") == []


def test_equals_stand_in_the_order_of_their_keys() -> None:
    for key in ("c", "a", "b"):
        put(key, en="PLC control")
    assert keys("PLC") == ["a", "b", "c"]


def test_joined_lists_find_the_same() -> None:
    for number in range(9):
        put(f"u{number}", en=f"PLC control {number}")
    before, rows = keys("PLC control"), SearchListing.objects.count()
    assert lists.join_lists() > 0
    assert SearchListing.objects.count() < rows
    assert keys("PLC control") == before
    assert lists.join_lists() == 0


def test_a_record_without_texts_is_not_ranked() -> None:
    index([Document("workshops", "dj", LocalizedText({"en": "Djibouti"}), "", is_shown=True)])
    assert keys("Djibouti") == []


def test_a_long_text_shows_the_piece_that_has_most() -> None:
    put("long", en=f"{'word ' * 200} the copper wire {'word ' * 200}")
    hit = look_for("copper wire", actor=PUBLIC).hits[0]
    assert marked(hit) == ["copper", "wire"]
    assert hit.passage.is_cut_before


def test_where_no_text_is_to_be_had_the_title_is_shown() -> None:
    title = LocalizedText({"en": "PLC control", "ru": "Управление"})
    index([Document("terms-of-old", "plc", title, "", is_shown=True, texts={})])
    hit = look_for("PLC", actor=PUBLIC).hits[0]
    assert [run.text for run in hit.passage.runs] == ["PLC", " control"]


def test_a_question_asks_few_queries(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    put("lathe", ru=LATHE, en="lathe")
    with django_assert_max_num_queries(8):
        look_for("lahte станка 车床 insulated copper", actor=PUBLIC)
