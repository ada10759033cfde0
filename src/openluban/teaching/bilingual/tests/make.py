"""Makers of units with texts and of clauses saved, for tests."""

from openluban.foundation.access.roles import ACCEPT, PROPOSE
from openluban.kernel.actor import Actor
from openluban.teaching.bilingual.models import DraftClause
from openluban.teaching.bilingual.queries.working import Row, Working, working
from openluban.teaching.bilingual.use_cases.save_draft import Piece, save_draft
from openluban.teaching.library.public import Unit, UnitText
from openluban.teaching.library.tests.make import AT, RU, ZH, make_text, make_unit

CHINA = Actor("person", "china", "Li", frozenset({(PROPOSE, "tute")}))
HOST = Actor("person", "host", "Rustam", frozenset({(PROPOSE, "ttu")}))
OFFICER = Actor("person", "officer", "Chen", frozenset({(PROPOSE, ""), (ACCEPT, "")}))
NEW_ZH = ZH.replace("0.6 MPa", "0.5 MPa").replace("先断电。", "先断电。再挂锁。")

__all__ = ["AT", "CHINA", "HOST", "NEW_ZH", "OFFICER", "RU", "ZH", "make_text", "make_unit"]


def original(body: str = ZH) -> Unit:
    """Make a unit that is published in Chinese."""
    unit = make_unit()
    make_text(unit, "zh-hans", body, is_published=True)
    return unit


def revise(unit: Unit, body: str = NEW_ZH) -> UnitText:
    """Publish another version of the original."""
    return make_text(unit, "zh-hans", body, is_published=True)


def opened(unit: Unit, language: str = "ru", actor: Actor = HOST) -> Working:
    """Open the editor."""
    return working(unit, language, actor)


def save(unit: Unit, row: Row, *texts: str, actor: Actor = HOST, **changed: object) -> DraftClause:
    """Save a row as it was read, with these texts."""
    values: dict[str, object] = {
        "key": row.key,
        "digest": row.digest,
        "number": row.number,
        "texts": texts,
        **changed,
    }
    piece = Piece(**values)  # type: ignore[arg-type]
    return save_draft(unit_key=unit.key, language="ru", piece=piece, actor=actor, at=AT)


RUSSIAN = [
    ["Безопасность"],
    ["Сначала отключите питание."],
    ["Давление 0,6 МПа."],
    ["Нажмите кнопку."],
    ["Пункт", "Значение"],
    ["время", "0,5 с"],
]


def translate(unit: Unit) -> None:
    """Save the whole Russian translation in the draft."""
    for row, texts in zip(opened(unit).rows, RUSSIAN, strict=True):
        save(unit, row, *texts)
