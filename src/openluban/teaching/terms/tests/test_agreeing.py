"""A term is agreed when one person of each side stands by the same words."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from openluban.foundation.history.models import Entry
from openluban.foundation.registers.errors import AlreadyRetired
from openluban.foundation.registers.record import Audience
from openluban.foundation.registers.tests.make import make_contributor, make_officer
from openluban.foundation.registers.use_cases.edit import edit_record
from openluban.foundation.registers.use_cases.end import retire_record, set_audience
from openluban.foundation.registers.use_cases.enter import enter_record
from openluban.kernel.actor import PUBLIC, SYSTEM, Actor
from openluban.kernel.refusals import Invalid, NotAllowed, NotFound, Refusal
from openluban.teaching.terms.errors import (
    AlreadyAgreed,
    AlreadyPutForward,
    NeedsOtherPerson,
    NeedsOtherSide,
    NoSide,
    NothingPutForward,
    NotTakenOver,
    TermForbidden,
    WordsChanged,
)
from openluban.teaching.terms.models import Agreement, Term
from openluban.teaching.terms.policies import sides_of
from openluban.teaching.terms.tests.make import (
    AT,
    make_both,
    make_chinese,
    make_concept,
    make_host,
    make_institution,
    make_lathe,
    make_term,
)
from openluban.teaching.terms.use_cases.agree import agree
from openluban.teaching.terms.use_cases.put_forward import put_forward
from openluban.teaching.terms.use_cases.withdraw import withdraw

pytestmark = pytest.mark.django_db
KEY = "lathe-ru"


def said(deed: Callable[..., object], actor: Actor, key: str = KEY) -> None:
    deed(key=key, actor=actor, at=AT)


def refused(rule: type[Refusal], deed: Callable[..., object], actor: Actor, key: str = KEY) -> None:
    with pytest.raises(rule), transaction.atomic():
        said(deed, actor, key)


def status(key: str = KEY) -> str:
    return Term.objects.get(key=key).status


def test_one_side_puts_forward_and_the_other_agrees() -> None:
    make_lathe()
    said(put_forward, make_chinese())
    assert status() == "proposed"
    said(agree, make_host())
    assert status() == "agreed"
    word = Agreement.objects.get()
    assert (word.first_side, word.second_side, word.wording) == (
        *("chinese", "host", "токарный станок с ЧПУ"),
    )
    told = Entry.objects.about("terms", KEY).values_list("action", flat=True)
    assert list(told)[:2] == ["terms.agreed_host", "terms.put_forward_chinese"]


def test_the_host_side_may_begin_as_well() -> None:
    make_lathe()
    said(put_forward, make_host())
    said(agree, make_chinese())
    assert status() == "agreed"


def test_nobody_agrees_alone_and_no_side_agrees_with_itself() -> None:
    make_lathe()
    wei, both = make_chinese(), make_both()
    refused(NothingPutForward, agree, wei)
    said(put_forward, wei)
    refused(AlreadyPutForward, put_forward, wei)
    refused(NeedsOtherPerson, agree, wei)
    refused(NeedsOtherSide, agree, make_chinese("Li"))
    said(withdraw, wei)
    said(put_forward, both)
    refused(NeedsOtherPerson, agree, both)
    assert status() == "proposed"


def test_who_speaks_for_both_sides_agrees_for_the_other() -> None:
    make_lathe()
    said(put_forward, make_chinese())
    said(agree, make_both())
    assert Agreement.objects.get().second_side == "host"


def test_who_speaks_for_no_side_is_refused() -> None:
    make_lathe()
    make_institution("nowhere", "kz").country_id = None
    for actor in (make_officer(), SYSTEM, PUBLIC, make_contributor("Nobody", "unheard-of")):
        refused(NoSide, put_forward, actor)
        refused(NoSide, agree, actor)


def test_a_person_speaks_for_the_side_of_their_institution() -> None:
    assert sides_of(make_chinese()) == {"chinese": "tianjin-college"}
    assert sides_of(make_host()) == {"host": "dushanbe-college"}
    assert sides_of(make_both()) == {"chinese": "tianjin-college", "host": "dushanbe-college"}
    assert sides_of(make_officer()) == {}


def test_what_cannot_be_agreed_is_refused() -> None:
    make_lathe()
    wei, officer = make_chinese(), make_officer()
    cells = {"concept": "cnc-lathe", "language": "ru", "text": "новый станок", "key": "waiting"}
    enter_record(register_key="terms", cells={**cells, "status": "proposed"}, actor=wei, at=AT)
    refused(NotTakenOver, put_forward, wei, "waiting")
    refused(NotFound, put_forward, make_host(), "waiting")
    refused(NotFound, put_forward, wei, "no-such-term")
    refused(TermForbidden, put_forward, wei, "lathe-ru-2")
    retire_record(register_key="terms", key="lathe-en", reason="Wrong.", actor=officer, at=AT)
    refused(NotFound, put_forward, wei, "lathe-en")
    refused(NothingPutForward, withdraw, wei)


def test_what_is_agreed_is_agreed_once() -> None:
    make_lathe()
    wei, farida = make_chinese(), make_host()
    said(put_forward, wei)
    said(agree, farida)
    for deed in (put_forward, agree, withdraw):
        refused(AlreadyAgreed, deed, wei)


def test_other_words_must_be_put_forward_anew() -> None:
    make_lathe()
    wei, farida = make_chinese(), make_host()
    said(put_forward, wei)
    edit_record(register_key="terms", key=KEY, cells={"text": "станок с ЧПУ"}, actor=SYSTEM, at=AT)
    refused(WordsChanged, agree, farida)
    said(put_forward, farida)
    said(agree, wei)
    assert Agreement.objects.exclude(withdrawn_at=None).count() == 1
    assert Agreement.objects.get(withdrawn_at=None).wording == "станок с ЧПУ"


def test_only_the_side_that_began_and_officers_withdraw() -> None:
    make_lathe()
    wei, officer = make_chinese(), make_officer()
    for actor in (make_chinese("Li"), officer):
        said(put_forward, wei)
        refused(NotAllowed, withdraw, make_host(f"Host of {actor.name}"))
        said(withdraw, actor)
    assert Agreement.objects.filter(withdrawn_at=None).count() == 0


def test_an_internal_term_is_not_known_to_the_sides() -> None:
    make_lathe()
    set_audience(
        register_key="terms", key=KEY, audience=Audience.INTERNAL, actor=make_officer(), at=AT
    )
    refused(NotFound, put_forward, make_chinese())


def test_a_retired_term_is_refused_to_who_still_sees_it() -> None:
    make_lathe()
    wei = make_chinese()
    cells = {"concept": "cnc-lathe", "language": "ru", "text": "мой станок", "key": "own"}
    enter_record(register_key="terms", cells={**cells, "status": "proposed"}, actor=wei, at=AT)
    retire_record(register_key="terms", key="own", reason="No.", actor=make_officer(), at=AT)
    refused(AlreadyRetired, put_forward, wei, "own")


def test_the_database_itself_wants_two_persons_of_two_sides() -> None:
    make_lathe()
    term = Term.objects.get(key=KEY)
    word = {"first_person": "a", "first_side": "chinese", "first_scope": "x", "first_at": AT}
    for second in ({"second_person": "a", "second_side": "host"}, {"second_person": "b"}):
        rest = {"second_side": "chinese", "second_at": AT, **second}
        with pytest.raises(IntegrityError), transaction.atomic():
            Agreement.objects.create(term=term, wording="x", **word, **rest)


def rules_of(**cells: str) -> list[str]:
    with pytest.raises(Invalid) as refusal, transaction.atomic():
        edit_record(register_key="terms", key=KEY, cells=cells, actor=SYSTEM, at=AT)
    return [problem.rule for problem in refusal.value.problems]


def test_no_form_file_or_program_makes_a_term_agreed() -> None:
    make_lathe()
    assert rules_of(status="agreed") == ["agreed_by_both"]
    with pytest.raises(Invalid):
        make_term("new-one", "новый", "ru", status="agreed")


def test_the_words_of_an_agreed_term_change_with_its_status_alone() -> None:
    make_lathe()
    make_concept("other", en="Other")
    said(put_forward, make_chinese())
    said(agree, make_host())
    assert rules_of(text="иначе") == ["agreed_words"]
    assert rules_of(language="uk") == ["agreed_words"]
    assert rules_of(concept="other") == ["agreed_words"]
    edit_record(register_key="terms", key=KEY, cells={"remark": "Kept."}, actor=SYSTEM, at=AT)
    assert status() == "agreed"
    cells = {"text": "иначе", "status": "proposed"}
    edit_record(register_key="terms", key=KEY, cells=cells, actor=SYSTEM, at=AT)
    assert status() == "proposed"


def test_a_forbidden_term_says_why() -> None:
    make_lathe()
    assert rules_of(status="forbidden") == ["reason_missing"]
    with pytest.raises(Invalid):
        make_term("bad", "плохой", "ru", status="forbidden")


@pytest.mark.parametrize("tag", ["русский", "x", "ru--x"])
def test_a_term_names_its_language(tag: str) -> None:
    make_concept()
    with pytest.raises(Invalid) as refusal:
        make_term("one", "word", tag)
    assert [problem.rule for problem in refusal.value.problems] == ["no_language"]
