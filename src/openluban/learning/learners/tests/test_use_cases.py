"""What registrars do, and each refusal once."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from openluban.foundation.access.models import Account, PersonKey
from openluban.foundation.history.models import Entry
from openluban.kernel.actor import PUBLIC
from openluban.kernel.refusals import Invalid, NotFound, Refusal
from openluban.learning.learners import errors
from openluban.learning.learners.models.persons import Person
from openluban.learning.learners.queries.reading import deeds_of
from openluban.learning.learners.rules.words import IdentifierKind, Purpose, Route
from openluban.learning.learners.sealing import unseal_number
from openluban.learning.learners.tests.make import (
    AT,
    make_cohort,
    make_enrolment,
    make_learner,
    make_learner_account,
    make_place,
    make_programme,
    make_registrar,
    make_teacher,
)
from openluban.learning.learners.use_cases.consent import (
    Agreed,
    ask_erasure,
    give_consent,
    withdraw_consent,
)
from openluban.learning.learners.use_cases.edit import edit_person
from openluban.learning.learners.use_cases.enrol import Wish, enrol_person
from openluban.learning.learners.use_cases.erase import erase_learner
from openluban.learning.learners.use_cases.identify import add_identifier, remove_identifier
from openluban.learning.learners.use_cases.mark import Result, record_mark
from openluban.learning.learners.use_cases.move import move_enrolment, take_state_back
from openluban.learning.learners.use_cases.register import register_person
from openluban.learning.learners.use_cases.study_in_china import say_of_china
from openluban.learning.learners.use_cases.take_along import take_along

pytestmark = pytest.mark.django_db
DAY = AT.date()
CELLS = {"passport_family": "NAZAROVA", "passport_given": "ZARINA", "born_on": "2007-03"}
AGREED = Agreed(Purpose.TOKEN.value, "2026-1", "ru")


def test_a_registrar_registers_and_the_history_keeps_the_name_sealed() -> None:
    make_place()
    rosa = make_registrar()

    person = register_person(workshop="tj-ttu", cells=CELLS, actor=rosa, at=AT)

    assert person.sort_name == "nazarova zarina"
    entry = Entry.objects.about("learners", person.key).get()
    assert "NAZAROVA" not in str(entry.changes)
    assert deeds_of(person)[0].changes["names"] == ("", "NAZAROVA ZARINA")


def test_nobody_registers_at_another_workshop() -> None:
    make_place("kz-ektu")
    with pytest.raises(NotFound):
        register_person(workshop="kz-ektu", cells=CELLS, actor=make_registrar(), at=AT)


def test_what_breaks_rules_is_not_registered() -> None:
    make_place()
    with pytest.raises(Invalid):
        register_person(workshop="tj-ttu", cells={}, actor=make_registrar(), at=AT)
    assert not Person.objects.exists()


def test_editing_writes_all_anew_and_keeps_before_and_after() -> None:
    person = make_learner(make_place())
    rosa = make_registrar()

    edit_person(key=person.key, cells=CELLS, version=1, actor=rosa, at=AT)

    person.refresh_from_db()
    assert (person.sort_name, person.names.count()) == ("nazarova zarina", 1)
    assert deeds_of(person)[0].changes["born_on"] == ("2006-05-04", "2007-03")
    with pytest.raises(errors.Changed):
        edit_person(key=person.key, cells=CELLS, version=1, actor=rosa, at=AT)


def test_numbers_are_sealed_and_can_be_forgotten() -> None:
    person = make_learner(make_place())
    rosa = make_registrar()
    kind = IdentifierKind.PASSPORT.value

    add_identifier(key=person.key, kind=kind, number=" A  1234567 ", actor=rosa, at=AT)
    add_identifier(key=person.key, kind=kind, number="a1234567", actor=rosa, at=AT)

    kept = person.identifiers.get()
    assert unseal_number(kept.sealed) == "A 1234567"
    remove_identifier(key=person.key, number_id=kept.pk, actor=rosa, at=AT)
    assert not person.identifiers.exists()
    with pytest.raises(NotFound):
        remove_identifier(key=person.key, number_id=kept.pk, actor=rosa, at=AT)
    with pytest.raises(Invalid):
        add_identifier(key=person.key, kind="x", number="--", country="qq", actor=rosa, at=AT)


def _wish(**changes: str) -> Wish:
    given = {"workshop": "tj-ttu", "route": "degree", "programme": "tj-ttu-mechatronics"}
    return Wish(**{**given, **changes})


def test_enrolling_moving_and_taking_back() -> None:
    place = make_place()
    make_programme(place)
    person, rosa = make_learner(place), make_registrar()

    made = enrol_person(key=person.key, wish=_wish(), on=DAY, actor=rosa, at=AT)
    moved = move_enrolment(key=made.key, state="completed", on=DAY, actor=rosa, at=AT)
    assert moved.state == "completed"
    assert [each.until for each in moved.states.order_by("pk")] == [DAY, None]

    back = take_state_back(key=made.key, reason="too early", actor=rosa, at=AT)
    assert (back.state, back.states.count()) == ("enrolled", 1)
    with pytest.raises(errors.NothingToTakeBack):
        take_state_back(key=made.key, reason="again", actor=rosa, at=AT)
    with pytest.raises(errors.ReasonMissing):
        take_state_back(key=made.key, reason=" ", actor=rosa, at=AT)


@pytest.mark.parametrize(
    ("state", "on", "refusal"),
    [
        ("certified", DAY, errors.MayNotFollow),
        ("completed", DAY - timedelta(days=1), errors.DayBefore),
        ("completed", DAY + timedelta(days=1), errors.DayBefore),
        ("graduated", DAY, Invalid),
    ],
)
def test_moves_that_are_refused(state: str, on: date, refusal: type[Refusal]) -> None:
    enrolment = make_enrolment(make_learner(make_place()), ("enrolled", str(DAY)))
    with pytest.raises(refusal):
        move_enrolment(key=enrolment.key, state=state, on=on, actor=make_registrar(), at=AT)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"workshop": "kz-ektu"}, NotFound),
        ({"route": "hike"}, Invalid),
        ({"programme": ""}, Invalid),
        ({"state": "certified"}, Invalid),
        ({"programme": "kz-ektu-mechatronics"}, errors.NotOfWorkshop),
        ({"cohort": "none"}, errors.NotOfWorkshop),
        ({}, errors.AlreadyEnrolled),
    ],
)
def test_enrolments_that_are_refused(changes: dict[str, str], refusal: type[Refusal]) -> None:
    make_programme(make_place("kz-ektu"))
    person = make_learner(make_place())
    make_enrolment(person)
    with pytest.raises(refusal):
        enrol_person(key=person.key, wish=_wish(**changes), on=DAY, actor=make_registrar(), at=AT)


def test_nobody_is_enrolled_from_tomorrow() -> None:
    person = make_learner(make_place())
    make_programme(person.workshop)
    with pytest.raises(errors.DayBefore):
        enrol_person(
            key=person.key,
            wish=_wish(),
            on=DAY + timedelta(days=1),
            actor=make_registrar(),
            at=AT,
        )


def test_a_teacher_marks_their_own_cohort_alone() -> None:
    cohort = make_cohort(make_place())
    person = make_learner(cohort.workshop)
    enrolment = make_enrolment(person, cohort=cohort)
    result = Result(stage="build", score=Decimal(87), hours=Decimal(12), remark="neat")

    mark = record_mark(
        key=enrolment.key, result=result, on=DAY, actor=make_teacher(of=cohort), at=AT
    )
    again = record_mark(key=enrolment.key, result=result, on=DAY, actor=make_registrar(), at=AT)

    assert (again.pk, again.version) == (mark.pk, 2)
    assert "neat" not in str(Entry.objects.about("learners", person.key)[0].changes)
    for other in (make_teacher("Tanja"), PUBLIC):
        with pytest.raises(NotFound):
            record_mark(key=enrolment.key, result=result, on=DAY, actor=other, at=AT)


@pytest.mark.parametrize(
    ("result", "refusal"),
    [
        (Result(stage="paint", score=Decimal(1)), Invalid),
        (Result(score=Decimal(101)), Invalid),
        (Result(score=Decimal(1), out_of=Decimal(0)), Invalid),
        (Result(hours=Decimal(-1)), Invalid),
        (Result(), Invalid),
        (Result(score=Decimal(1), course="none"), errors.NotOfWorkshop),
    ],
)
def test_marks_that_are_refused(result: Result, refusal: type[Refusal]) -> None:
    enrolment = make_enrolment(make_learner(make_place()))
    with pytest.raises(refusal):
        record_mark(key=enrolment.key, result=result, on=DAY, actor=make_registrar(), at=AT)


def test_consent_is_given_and_withdrawn_by_the_person() -> None:
    person = make_learner(make_place())
    farrukh = make_learner_account(person)

    give_consent(key=person.key, agreed=AGREED, on=DAY, actor=farrukh, at=AT)
    with pytest.raises(errors.AlreadyConsented):
        give_consent(key=person.key, agreed=AGREED, on=DAY, actor=farrukh, at=AT)
    ended = withdraw_consent(key=person.key, purpose="token", on=DAY, actor=farrukh, at=AT)

    assert ended.withdrawn_on == DAY
    with pytest.raises(errors.NothingToWithdraw):
        withdraw_consent(key=person.key, purpose="token", on=DAY, actor=farrukh, at=AT)
    other = make_learner(person.workshop)
    with pytest.raises(NotFound):
        give_consent(key=other.key, agreed=AGREED, on=DAY, actor=farrukh, at=AT)
    with pytest.raises(Invalid):
        give_consent(key=person.key, agreed=Agreed("x", "", ""), on=DAY, actor=farrukh, at=AT)


def test_study_in_china_needs_consent() -> None:
    person = make_learner(make_place())
    enrolment = make_enrolment(person, route=Route.CHINA, programme=None)
    rosa = make_registrar()
    cells = {"hsk_level": "4", "arrived_on": "2026-08-20", "scholarship": "government"}

    with pytest.raises(errors.NoConsent):
        say_of_china(key=enrolment.key, cells=cells, actor=rosa, at=AT)
    agreed = Agreed(Purpose.CHINA.value, "2026-1", "ru")
    give_consent(key=person.key, agreed=agreed, on=DAY, actor=rosa, at=AT)

    assert say_of_china(key=enrolment.key, cells=cells, actor=rosa, at=AT).hsk_level == 4
    wrong = {"hsk_level": "12", "arrived_on": "2026-08-20", "returned_on": "2026-08-01"}
    with pytest.raises(Invalid) as refusal:
        say_of_china(key=enrolment.key, cells=wrong, actor=rosa, at=AT)
    assert {each.rule for each in refusal.value.problems} == {"hsk", "ends_before"}


def test_erasing_leaves_a_count_and_nothing_that_identifies() -> None:
    place = make_place()
    rosa = make_registrar()
    person = make_learner(place, birth_place="Hisor", note="left-handed")
    farrukh = make_learner_account(person)
    enrolment = make_enrolment(person, external_id="roll-7", source="roster")
    add_identifier(key=person.key, kind="passport", number="A1234567", actor=rosa, at=AT)
    ask_erasure(key=person.key, actor=farrukh, at=AT)
    with pytest.raises(errors.NotMeant):
        erase_learner(key=person.key, is_meant=False, actor=rosa, at=AT)

    erase_learner(key=person.key, is_meant=True, actor=rosa, at=AT)

    person.refresh_from_db()
    enrolment.refresh_from_db()
    assert person.token
    assert enrolment.state == "enrolled"
    kept = (person.sort_name, person.born_on, person.birth_place, person.note)
    assert not any(kept)
    assert not enrolment.external_id
    assert not any(table.exists() for table in (person.names, person.identifiers))
    assert not Account.objects.filter(key=farrukh.key).exists()
    assert not PersonKey.objects.filter(person=person.key).exists()
    assert not any(any(pair) for deed in deeds_of(person) for pair in _sealed(deed.changes))
    with pytest.raises(NotFound):
        take_along(key=person.key, actor=rosa, at=AT)


def _sealed(changes: dict[str, tuple[str, str]]) -> list[tuple[str, str]]:
    return [pair for name, pair in changes.items() if name in {"number", "names", "reason"}]
