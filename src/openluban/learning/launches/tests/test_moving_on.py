from decimal import Decimal

import pytest

from openluban.learning.launches.formats.course_structures import UnfitStructure, read_structure
from openluban.learning.launches.rules.moving_on import Done, is_satisfied, satisfied
from openluban.learning.launches.rules.structure import Block, MoveOn, Unit, course_from, plain

NOTHING, COMPLETED, PASSED = Done(), Done(completed=True), Done(passed=True)
BOTH, WAIVED = Done(completed=True, passed=True), Done(waived=True)
SPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"


@pytest.mark.parametrize(
    ("moves", "enough"),
    [
        (MoveOn.PASSED, {PASSED, BOTH}),
        (MoveOn.COMPLETED, {COMPLETED, BOTH}),
        (MoveOn.BOTH, {BOTH}),
        (MoveOn.EITHER, {COMPLETED, PASSED, BOTH}),
        (MoveOn.NOTHING, {NOTHING, COMPLETED, PASSED, BOTH}),
    ],
)
def test_what_satisfies_a_unit(moves: MoveOn, enough: set[Done]) -> None:
    unit = Unit("u", {}, "u.html", moves)
    for done in (NOTHING, COMPLETED, PASSED, BOTH):
        assert is_satisfied(unit, done) is (done in enough), done
    assert is_satisfied(unit, WAIVED)


def _unit(key: str, moves: MoveOn = MoveOn.COMPLETED) -> Unit:
    return Unit(key, {"en": key}, f"{key}.html", moves)


def test_inner_blocks_come_first_and_the_course_last() -> None:
    inner = Block("inner", {}, (_unit("a"),))
    course = Block("course", {}, (Block("outer", {}, (inner, _unit("b"))), _unit("c")))

    def told(*keys: str) -> list[str]:
        return [each.key for each in satisfied(course, dict.fromkeys(keys, COMPLETED))]

    assert told() == []
    assert told("a") == ["inner"]
    assert told("b", "c") == []
    assert told("a", "b") == ["inner", "outer"]
    assert told("a", "b", "c") == ["inner", "outer", "course"]


def _structure(inside: str, *, course: str = "urn:c") -> bytes:
    words = '<title><langstring lang="en">A</langstring></title>'
    about = f'<course id="{course}">{words}</course>'
    return f'<courseStructure xmlns="{SPACE}">{about}{inside}</courseStructure>'.encode()


def _au(key: str, more: str = "", url: str = "u/a.html") -> str:
    title = '<title><langstring lang="ru">Датчик</langstring></title>'
    return f'<au id="{key}" {more}>{title}<url>{url}</url></au>'


def test_a_structure_is_read_with_its_rules_and_written_down() -> None:
    judged = _au("urn:1", "moveOn='Passed' masteryScore='0.75'")
    inside = f'<block id="urn:b">{judged}</block>'
    course = read_structure(_structure(inside + _au("urn:2")))
    first, second = course.units()
    assert (first.move_on, first.mastery, first.titles) == (
        MoveOn.PASSED,
        Decimal("0.75"),
        {"ru": "Датчик"},
    )
    assert second.move_on == MoveOn.NOTHING
    assert [each.key for each in course.blocks()] == ["urn:b"]
    assert course_from(plain(course)) == course


@pytest.mark.parametrize(
    "data",
    [
        b"no xml",
        b'<!DOCTYPE a [<!ENTITY b "c">]><courseStructure/>',
        b"<courseStructure/>",
        _structure(""),
        _structure(_au("urn:c")),
        _structure(_au("urn:1") + _au("urn:1")),
        _structure(_au("urn:1", "moveOn='Sometimes'")),
        _structure(_au("urn:1", "masteryScore='1.5'")),
        _structure(_au("urn:1", "masteryScore='NaN'")),
        _structure(_au("urn:1", "masteryScore='0.12345'")),
        _structure(_au("urn:1", url="../a.html")),
        _structure(_au("urn:1", url="/a.html")),
        _structure(_au("urn:1", url="https://elsewhere.example/a.html")),
        _structure(_au("urn:1", url="javascript:alert(1)")),
        _structure(_au("")),
        _structure("<block id='b'>" * 40 + _au("urn:1") + "</block>" * 40),
    ],
)
def test_a_structure_that_is_none_is_refused(data: bytes) -> None:
    with pytest.raises(UnfitStructure):
        read_structure(data)
