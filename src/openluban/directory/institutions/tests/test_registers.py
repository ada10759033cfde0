"""Institutions are kept with every name they go by."""

import pytest

from openluban.directory.institutions.models import Institution
from openluban.directory.places.tests.make import AT, make_country, make_province
from openluban.foundation.registers.use_cases.enter import enter_record
from openluban.foundation.search.finding import find
from openluban.kernel.actor import PUBLIC, SYSTEM
from openluban.kernel.refusals import Invalid

pytestmark = pytest.mark.django_db
CELLS = {
    "key": "tianjin-vocational-institute",
    "name_en": "Tianjin Vocational Institute",
    "name_zh": "天津职业大学",
    "name_other": "kk: Тяньцзинь кәсіби институты",
    "aliases": "en: Tianjin Vocational University | zh: 天津职大",
    "kind": "college",
    "country": "cn",
    "province": "tianjin",
    "basis": "seat of the college",
}


def enter(**changed: str) -> Institution:
    make_country("cn")
    make_province("tianjin")
    entered: Institution = enter_record(
        register_key="institutions", cells={**CELLS, **changed}, actor=SYSTEM, at=AT
    )
    return entered


def test_names_stand_by_language_and_aliases_with_theirs() -> None:
    kept = enter()

    assert kept.name.wordings["zh-hans"] == "天津职业大学"
    assert kept.name.wordings["kk"] == "Тяньцзинь кәсіби институты"
    assert kept.aliases == [["en", "Tianjin Vocational University"], ["zh-hans", "天津职大"]]
    assert kept.province is not None
    assert kept.province.key == "tianjin"


@pytest.mark.parametrize("question", ["vocational university", "职大", "天津", "кәсіби"])
def test_any_name_finds_it(question: str) -> None:
    enter()

    assert [hit.key for hit in find(question, actor=PUBLIC).hits] == [CELLS["key"]]


@pytest.mark.parametrize(
    ("field", "text", "rule"),
    [
        ("kind", "academy", "unknown_choice"),
        ("country", "zz", "unknown_reference"),
        ("province", "atlantis", "unknown_reference"),
        ("aliases", "a name without its language", "no_language"),
    ],
)
def test_what_does_not_fit_is_refused_with_field_and_rule(field: str, text: str, rule: str) -> None:
    with pytest.raises(Invalid) as refused:
        enter(**{field: text})

    assert [(problem.field, problem.rule) for problem in refused.value.problems] == [(field, rule)]
