"""The term base as the database holds it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from openluban.foundation.registers.record import Audience
from openluban.foundation.registers.tests.make import make_officer
from openluban.foundation.registers.use_cases.end import close_record, retire_record, set_audience
from openluban.kernel.dates import ImpreciseDate
from openluban.teaching.terms.public import check_terms, term_base, terms_in
from openluban.teaching.terms.queries.translating import found_in
from openluban.teaching.terms.tests.make import AT, make_lathe, make_term

pytestmark = pytest.mark.django_db


def test_terms_are_found_with_place_concept_and_status() -> None:
    make_lathe()
    (span,) = terms_in("нет токарного станка с ЧПУ", "ru")
    assert (span.start, span.end, span.concept, span.status) == (4, 26, "cnc-lathe", "proposed")
    assert [one.concept for one in terms_in("数控车床", "zh")] == ["cnc-lathe"]
    assert terms_in("数控车床", "ru") == []


def test_a_translation_is_checked() -> None:
    make_lathe()
    (finding,) = check_terms(
        "数控车床", "станок-токарь", source_language="zh-Hans", target_language="ru"
    )
    assert (finding.kind, finding.right[0].key) == ("forbidden", "lathe-ru")
    assert finding.span.term.remark == "A calque."


def test_the_base_is_read_once_for_each_state_of_the_records() -> None:
    make_lathe()
    with CaptureQueriesContext(connection) as first:
        base = term_base()
    with CaptureQueriesContext(connection) as second:
        assert term_base() is base
    assert (len(first), len(second)) == (2, 1)
    make_term("lathe-en-2", "turning machine")
    assert [span.term.key for span in terms_in("two turning machines", "en")] == ["lathe-en-2"]


def test_what_is_hidden_closed_or_retired_does_not_count() -> None:
    make_lathe()
    for key in ("one", "two", "three"):
        make_term(key, f"{key} machine")
    officer = make_officer()
    deed = {"register_key": "terms", "reason": "So.", "actor": officer, "at": AT}
    retire_record(key="one", **deed)  # type: ignore[arg-type]
    close_record(key="two", on=ImpreciseDate.read("2025"), **deed)  # type: ignore[arg-type]
    set_audience(key="three", audience=Audience.INTERNAL, **deed)  # type: ignore[arg-type]
    assert terms_in("one machine, two machines, three machines", "en") == []
    set_audience(
        register_key="concepts",
        key="cnc-lathe",
        audience=Audience.INTERNAL,
        actor=officer,
        at=AT,
    )
    assert terms_in("CNC lathe", "en") == []


def test_how_to_say_it_elsewhere() -> None:
    make_lathe()
    (found,) = found_in("the CNC lathes", "en", "ru")
    assert (found.words, [term.key for term in found.translations]) == ("CNC lathes", ["lathe-ru"])
    (found,) = found_in("CNC lathe", "en")
    assert {term.language for term in found.translations} == {"ru", "zh-hans"}
    assert found.plain()["translations"][0]["status"] == "proposed"
