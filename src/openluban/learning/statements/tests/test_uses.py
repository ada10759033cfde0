"""The use of units and courses as figures: counted once, taken back, withheld, never by whom."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from openluban.foundation.access.models import Account, Grant
from openluban.foundation.figures.choices import UnknownChoice
from openluban.foundation.figures.declaring import find_figure
from openluban.foundation.figures.lines import line_of
from openluban.foundation.figures.parts import Parts, parts_of
from openluban.foundation.figures.reading import read_figure
from openluban.foundation.registers.tests.make import client_of, make_officer, sign_in_anew
from openluban.kernel.actor import PUBLIC, SYSTEM
from openluban.kernel.refusals import Invalid, NotAllowed, NotFound
from openluban.learning.statements.models import Source, Statement, Use
from openluban.learning.statements.rules.marks import digest_of
from openluban.learning.statements.rules.using import Did, did_of, used_in
from openluban.learning.statements.tests.make import (
    AT,
    SITE,
    UNIT,
    VOIDED,
    Program,
    make_agent,
    make_key,
    make_source,
    make_statement,
    reference_to,
)
from openluban.learning.statements.use_cases.count_uses import count_uses
from openluban.learning.statements.use_cases.keep_sources import add_source, set_workshop
from openluban.learning.statements.use_cases.let_go import erase_statements, retain_statements
from openluban.network.workshops.tests.make import make_workshop

DAY = date(2026, 10, 31)
OPENED = "http://adlnet.gov/expapi/verbs/launched"
COURSE = f"{SITE}/courses/pumps"
_HERE = digest_of(UNIT).hex()


def _statement(name: str, day: str = "2026-09-14", **changes: Any) -> dict[str, Any]:
    changes.setdefault("timestamp", f"{day}T08:00:00Z")
    return make_statement(name, **changes)


def _opened(name: str, **changes: Any) -> dict[str, Any]:
    return _statement(name, verb={"id": OPENED}, **changes)


def _persons(count: int, **changes: Any) -> list[dict[str, Any]]:
    return [_statement(f"person-{number}", **changes) for number in range(count)]


def _value(figure: str = "unit_users", **choices: str) -> Decimal | None:
    return read_figure(figure, choices, at=DAY).value


def _parts(figure: str, key: str, **choices: str) -> Parts:
    reading = read_figure(figure, choices, at=DAY)
    breakdown = next(each for each in reading.figure.breakdowns if each.key == key)
    return parts_of(reading.figure, reading.choices, breakdown, DAY)


@pytest.mark.parametrize(
    ("verb", "did"),
    [
        ("http://adlnet.gov/expapi/verbs/initialized", Did.OPENED),
        ("http://activitystrea.ms/schema/1.0/open", Did.OPENED),
        ("https://w3id.org/xapi/adl/verbs#Viewed", Did.OPENED),
        ("http://adlnet.gov/expapi/verbs/passed", Did.COMPLETED),
        ("http://adlnet.gov/expapi/verbs/completed/", Did.COMPLETED),
        ("http://adlnet.gov/expapi/verbs/failed", Did.OTHER),
        ("http://adlnet.gov/expapi/verbs/uncompleted", Did.OTHER),
    ],
)
def test_a_verb_says_what_was_done(verb: str, did: Did) -> None:
    assert did_of(verb) == did


def test_a_statement_uses_what_it_is_about_and_what_that_stands_in() -> None:
    around = {"parent": {"id": COURSE}, "grouping": [{"id": UNIT}], "other": [{"id": f"{SITE}/o"}]}
    made = make_statement(context={"contextActivities": around})
    assert used_in(made) == [(_HERE, False), (digest_of(COURSE).hex(), True)]
    assert used_in(reference_to("0" * 32)) == []
    assert used_in(make_statement(object=make_agent("teacher"))) == []


def test_persons_and_statements_are_counted_by_deed_and_unit(program: Program) -> None:
    parent = {"contextActivities": {"parent": [{"id": COURSE}]}}
    program.post(*_persons(6, context=parent), *(_opened(f"person-{n}") for n in range(5)))
    program.post(*(_statement(f"other-{n}", object={"id": COURSE}) for n in range(5)))
    assert count_uses(actor=SYSTEM) == 16
    assert count_uses(actor=SYSTEM) == 0

    assert (_value(), _value("unit_uses")) == (11, 16)
    assert (_value(did="opened"), _value(did="completed")) == (5, 11)
    assert (_value(unit=_HERE), _value("unit_uses", unit=_HERE)) == (6, 11)
    # What was done with a part of the course was done with the course.
    course = digest_of(COURSE).hex()
    assert (_value(unit=course), _value("unit_uses", unit=course)) == (11, 11)
    sizes = {part.key: (part.name, part.value) for part in _parts("unit_uses", "unit").parts}
    assert sizes == {_HERE: (UNIT, 11), course: (COURSE, 5)}


def test_a_day_and_a_period_narrow_them(program: Program) -> None:
    program.post(*_persons(5, day="2025-03-03"), *_persons(5, day="2026-09-14"))
    count_uses(actor=SYSTEM)
    assert _value("unit_uses") == 10
    assert _value("unit_uses", period="2026") == 5
    assert read_figure("unit_uses", {}, at=date(2026, 9, 29)).value == 5
    figure = find_figure("unit_uses")
    choices = read_figure("unit_uses", {}, at=DAY).choices
    assert line_of(figure, choices, until=DAY) == [
        (date(2025, 3, 31), Decimal(5)),
        (date(2026, 9, 30), Decimal(10)),
    ]


def test_many_statements_of_few_persons_are_withheld(program: Program) -> None:
    program.post(*(_statement(f"person-{n % 4}") for n in range(40)))
    anonymous = {"objectType": "Group", "member": [make_agent("a"), make_agent("b")]}
    program.post(*(_statement("", actor=anonymous) for _n in range(9)))
    count_uses(actor=SYSTEM)
    for figure in ("unit_users", "unit_uses"):
        reading = read_figure(figure, {}, at=DAY)
        assert (reading.value, reading.is_withheld) == (None, True)
        assert line_of(reading.figure, reading.choices, until=DAY) == []
        assert Client().get(f"/api/v1/figures/{figure}?at={DAY}").json()["value"] is None
    page = Client().get("/figures/unit_uses/?at=2026-10-31").content.decode()
    assert "fewer than 5 people" in page
    assert UNIT not in page
    # The name of a unit may say whose it is: of few persons it is no choice at all.
    with pytest.raises(UnknownChoice):
        read_figure("unit_uses", {"unit": _HERE}, at=DAY)
    for wrong in ("pump", "g" * 32, "0" * 32):
        with pytest.raises(UnknownChoice):
            read_figure("unit_uses", {"unit": wrong}, at=DAY)


def test_a_unit_of_few_cannot_be_told_from_the_others(program: Program) -> None:
    program.post(*_persons(9), *_persons(7, object={"id": COURSE}))
    program.post(*(_statement(f"person-{n % 2}", object={"id": f"{SITE}/x"}) for n in range(30)))
    count_uses(actor=SYSTEM)
    found = _parts("unit_uses", "unit")
    # Thirty statements of two persons are the most, and are withheld with the next by persons.
    assert [part.key for part in found.parts] == [_HERE]
    assert found.withheld == 2


def test_what_is_voided_before_or_after_counting_counts_not(program: Program) -> None:
    late = _opened("person-6", day="2026-09-15")
    early, *rest = program.post(*_persons(7), late)
    program.post(reference_to(early, VOIDED))
    count_uses(actor=SYSTEM)
    assert _value("unit_uses") == 7
    program.post(reference_to(rest[-1], VOIDED))
    program.post(reference_to(rest[-1], VOIDED))
    count_uses(actor=SYSTEM)
    assert _value("unit_uses") == 6
    before = list(Use.objects.order_by("pk").values_list("actor", "did", "statements"))
    assert count_uses(actor=SYSTEM, anew=True) == 11
    assert sorted(before) == sorted(Use.objects.values_list("actor", "did", "statements"))


def test_what_goes_and_whoever_is_erased_goes_from_the_figures(program: Program) -> None:
    program.post(*_persons(7), *_persons(7))
    count_uses(actor=SYSTEM)
    program.post(*_persons(7))
    gone = erase_statements(agent=make_agent("person-3"), actor=SYSTEM, at=AT)
    assert gone.statements == 3
    count_uses(actor=SYSTEM)
    assert (_value(), _value("unit_uses")) == (6, 18)
    assert not any(bytes(use.actor) == digest_of("person-3") for use in Use.objects.all())
    assert Use.objects.count() == 6
    Source.objects.update(retain_days=1)
    later = AT.replace(year=2040)
    retain_statements(actor=SYSTEM, at=later)
    assert (Statement.objects.count(), Use.objects.count()) == (0, 0)


def test_the_synthetic_and_hidden_workshops_stand_in_no_figure(
    program: Program, settings: Any
) -> None:
    settings.LUBAN_DEMO = True
    invented = Program(make_key(make_source("demo")))
    settings.LUBAN_DEMO = False
    invented.post(*(_statement(f"invented-{n}") for n in range(20)))
    workshop = make_workshop("tj-ttu")
    place = Program(make_key(make_source("place")))
    set_workshop(source_key="place", workshop_key="tj-ttu", actor=SYSTEM, at=AT)
    program.post(*_persons(5))
    place.post(*_persons(8))
    count_uses(actor=SYSTEM)

    assert (_value(), _value("unit_uses"), _value(workshop="tj-ttu")) == (8, 13, 8)
    assert {part.key for part in _parts("unit_uses", "workshop").parts} == {"", "tj-ttu"}
    type(workshop).objects.filter(pk=workshop.pk).update(audience="internal")
    assert _value("unit_uses") == 5


@pytest.mark.django_db
def test_a_source_belongs_to_a_workshop_that_there_is() -> None:
    make_source()
    make_workshop("tj-ttu")
    for key, refusal in (("nobody", NotFound), ("tablet", Invalid)):
        with pytest.raises(refusal):
            set_workshop(source_key=key, workshop_key="no-such", actor=SYSTEM, at=AT)
    with pytest.raises(NotAllowed):
        set_workshop(source_key="tablet", workshop_key="", actor=PUBLIC, at=AT)
    with pytest.raises(NotAllowed):
        count_uses(actor=PUBLIC)
    assert set_workshop(source_key="tablet", workshop_key="tj-ttu", actor=SYSTEM, at=AT).workshop
    gone = set_workshop(source_key="tablet", workshop_key="", actor=SYSTEM, at=AT)
    assert gone.workshop is None
    assert not add_source(key="real", name="", site=SITE, actor=SYSTEM, at=AT).is_synthetic


def test_keepers_open_a_figure_to_its_records(
    program: Program, django_assert_max_num_queries: Any
) -> None:
    named = {"id": UNIT, "definition": {"name": {"en": "The pump"}}}
    program.post(*_persons(3, object=named), *_persons(3, object=named))
    account = Account.objects.create_user("keeper@example.org", name="Keeper")
    Grant.objects.create(account=account, role="statement-keeper")
    keeper = Client()
    keeper.force_login(account)
    sign_in_anew(keeper)
    assert "Nothing is counted for them yet" in keeper.get("/statements/uses/").content.decode()
    count_uses(actor=SYSTEM)
    assert "They count what came until" in keeper.get("/statements/uses/").content.decode()

    address = f"/statements/uses/counted/?figure=unit_uses&at={DAY}"
    with django_assert_max_num_queries(12):
        page = keeper.get(address)
    text = page.content.decode()
    # Those who may see the records see the number too, under five as well.
    assert page.context["number"] == "6"
    assert page["Cache-Control"] == "no-store"
    assert text.count("The pump") == 3
    assert "person-" not in text
    assert keeper.get("/statements/uses/counted/?figure=workshops").status_code == 404
    assert keeper.get("/statements/uses/counted/?at=soon").status_code == 404
    assert client_of(make_officer()).get(address).status_code == 403
    public = Client().get(f"/figures/unit_uses/?at={DAY}")
    assert public.context["page"].behind is None
    assert "/statements/uses/counted/?figure=unit_uses" in public.content.decode()
    assert Client().get("/api/v1/figures/unit_uses/records").status_code == 409


def test_a_keeper_says_whose_learners_a_source_speaks_of(program: Program) -> None:
    make_workshop("tj-ttu")
    account = Account.objects.create_user("keeper@example.org", name="Keeper")
    Grant.objects.create(account=account, role="statement-keeper")
    keeper = Client()
    keeper.force_login(account)
    sign_in_anew(keeper)
    sent = {"action": "belong", "workshop": "tj-ttu"}
    assert keeper.post("/statements/sources/tablet/", sent).status_code == 303
    assert Source.objects.get().workshop is not None
    wrong = {"action": "belong", "workshop": "no-such"}
    assert keeper.post("/statements/sources/tablet/", wrong).status_code == 422
