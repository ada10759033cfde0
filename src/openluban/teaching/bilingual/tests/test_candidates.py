"""Candidates for terms out of the memory: found, left out, and proposed."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from openluban.foundation.registers.tests.make import (
    client_of,
    enter,
    make_contributor,
    make_officer,
)
from openluban.kernel.actor import PUBLIC, SYSTEM, Actor
from openluban.kernel.refusals import Invalid, NotAllowed
from openluban.teaching.bilingual.tests.make import AT
from openluban.teaching.memory.public import Pair, Source, pairs_of, remember
from openluban.teaching.terms.public import (
    Concept,
    KnownAsTerms,
    SameLanguage,
    Term,
    Word,
    propose_pair,
)

pytestmark = pytest.mark.django_db
PAGE = "/terms/candidates/"
PAIRS = [
    ("按下急停按钮。", "Нажмите кнопку аварийной остановки."),
    ("急停按钮是红色的。", "Кнопка аварийной остановки красная."),
    ("检查急停按钮和电动机。", "Проверьте кнопку аварийной остановки и электродвигатель."),
    ("电动机转动。", "Электродвигатель вращается."),
    ("停止电动机。", "Остановите электродвигатель."),
]
STOP, MOTOR = Word("zh-hans", "急停按钮"), Word("ru", "электродвигатель")
BUTTON = Word("ru", "кнопка аварийной остановки")


def keep(origin: str = "manual", *, is_public: bool = True) -> None:
    """Keep the pairs, one of them entered from Russian into Chinese."""
    pairs = [Pair("zh-hans", "ru", one, other) for one, other in PAIRS[1:]]
    pairs.append(Pair("ru", "zh-hans", PAIRS[0][1], PAIRS[0][0]))
    remember(pairs=pairs, origin=Source(origin, origin, "", is_public), actor=SYSTEM, at=AT)


def test_pairs_come_in_both_directions_and_only_those_one_sees() -> None:
    keep()
    keep("secret", is_public=False)
    languages = ("zh-hans", "ru")
    assert set(pairs_of("manual", languages, at_most=9, actor=PUBLIC)) == set(PAIRS)
    assert len(pairs_of("manual", languages, at_most=2, actor=PUBLIC)) == 2
    assert pairs_of("secret", languages, at_most=9, actor=PUBLIC) == []
    assert set(pairs_of("secret", languages, at_most=9, actor=SYSTEM)) == set(PAIRS)


def test_the_page_shows_candidates_with_text_and_leaves_out_terms(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    keep()
    client = client_of(make_officer())
    with django_assert_max_num_queries(12):
        page = client.get(PAGE, {"origin": "manual"}).text
    assert "急停按钮" in page
    assert "Проверьте кнопку аварийной остановки и электродвигатель." in page
    assert page.count("/terms/candidates/propose/?") == 2
    propose_pair(first=STOP, second=BUTTON, actor=SYSTEM, at=AT)
    page = client.get(PAGE, {"origin": "manual"}).text
    assert page.count("/terms/candidates/propose/?") == 1
    assert "5 pairs of texts were looked at" in page


def test_what_cannot_be_asked_is_said(client: Client) -> None:
    assert client.get(PAGE)["Location"].startswith("/accounts/login/")
    carl = client_of(make_contributor())
    assert "The memory is empty" in carl.get(PAGE).text
    keep()
    assert carl.get(PAGE, {"origin": "manual", "from": "ru", "to": "ru"}).status_code == 422
    assert 'id="found"' not in carl.get(PAGE, {"origin": "nothing"}).text


def test_a_contributor_proposes_a_concept_with_both_terms() -> None:
    keep()
    client = client_of(make_contributor())
    asked = {"origin": "manual", "from": "zh-hans", "to": "ru"}
    words = {"source": STOP.text, "target": BUTTON.text, "domain": "automation"}
    assert STOP.text in client.get(f"{PAGE}propose/", asked | words).text
    answer = client.post(f"{PAGE}propose/", asked | words)
    concept = Concept.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/concepts/{concept.key}/")
    assert (concept.standing, concept.domain) == ("proposed", "automation")
    assert concept.name.wordings == {"zh-hans": STOP.text, "ru": BUTTON.text}
    assert {(each.text, each.status, each.standing) for each in Term.objects.all()} == {
        (STOP.text, "proposed", "proposed"),
        (BUTTON.text, "proposed", "proposed"),
    }
    wrong = client.post(f"{PAGE}propose/", asked | words | {"source": ""})
    assert (wrong.status_code, Concept.objects.count()) == (422, 1)


def say(first: Word, second: Word, actor: Actor = SYSTEM) -> str:
    """Propose two words."""
    return propose_pair(first=first, second=second, actor=actor, at=AT)


def test_a_word_joins_the_concept_of_the_other() -> None:
    enter("concepts", key="stop", name_en="Stop", domain="automation")
    enter(
        "terms",
        key="stop-zh",
        concept="stop",
        language="zh-hans",
        text=STOP.text,
        status="proposed",
    )
    assert say(STOP, BUTTON) == "stop"
    assert Concept.objects.count() == 1
    assert Term.objects.filter(concept__key="stop").count() == 2
    with pytest.raises(KnownAsTerms):
        say(STOP, Word("ru", "кнопку аварийной остановки"))


def test_words_of_two_concepts_get_one_of_their_own() -> None:
    first = say(STOP, BUTTON)
    second = say(Word("zh-hans", "电动机"), MOTOR)
    third = say(STOP, MOTOR)
    assert len({first, second, third}) == 3


def test_refusals() -> None:
    with pytest.raises(NotAllowed):
        say(STOP, BUTTON, PUBLIC)
    with pytest.raises(SameLanguage):
        say(STOP, Word("zh-Hans", "按钮"))
    with pytest.raises(Invalid):
        say(STOP, Word("ru", " "))
    assert not Concept.objects.exists()


def test_a_language_without_a_column_is_kept_as_well() -> None:
    concept = say(STOP, Word("kk", "апаттық тоқтату түймесі"))
    assert Concept.objects.get(key=concept).name.wordings["kk"] == "апаттық тоқтату түймесі"
