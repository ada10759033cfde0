"""What is published teaches the memory."""

import pytest

from openluban.kernel.refusals import NotAllowed, NotFound
from openluban.teaching.bilingual.errors import IsOriginal
from openluban.teaching.bilingual.tests.make import (
    AT,
    CHINA,
    HOST,
    OFFICER,
    RU,
    make_text,
    opened,
    original,
    revise,
    save,
)
from openluban.teaching.bilingual.use_cases.remembering import remember_text
from openluban.teaching.library.public import Unit
from openluban.teaching.memory.public import look_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Unit:
    unit = original()
    make_text(unit, "ru", RU, is_published=True, is_checked=True)
    return unit


def targets(text: str) -> list[str]:
    found = look_up(text, source_language="zh-hans", target_language="ru", actor=CHINA)
    return [match.target for match in found if match.percent >= 100]


def test_published_sentences_are_reviewed_ones_of_the_memory(unit: Unit) -> None:
    assert remember_text(unit_key=unit.key, language="ru", actor=OFFICER, at=AT) > 3
    assert targets("先断电。") == ["Сначала отключите питание."]
    assert remember_text(unit_key=unit.key, language="ru", actor=OFFICER, at=AT) == 0


def test_what_is_stale_teaches_nothing(unit: Unit) -> None:
    revise(unit)
    remember_text(unit_key=unit.key, language="ru", actor=OFFICER, at=AT)
    assert targets("先断电。") == targets("先断电。再挂锁。") == []
    assert targets("安全") == ["Безопасность"]


def test_only_what_is_published_is_taken(unit: Unit) -> None:
    with pytest.raises(IsOriginal):
        remember_text(unit_key=unit.key, language="zh-hans", actor=OFFICER, at=AT)
    with pytest.raises(NotFound):
        remember_text(unit_key=unit.key, language="en", actor=OFFICER, at=AT)
    with pytest.raises(NotAllowed):
        remember_text(unit_key=unit.key, language="ru", actor=HOST, at=AT)
    save(unit, opened(unit).rows[0], "Техника безопасности")
    with pytest.raises(NotFound):
        remember_text(unit_key=unit.key, language="ru", actor=OFFICER, at=AT)
