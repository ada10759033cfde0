"""A translation is held against the term base."""

from hypothesis import given
from hypothesis import strategies as st

from openluban.teaching.terms.rules.checking import Finding
from openluban.teaching.terms.rules.finding import Entry
from openluban.teaching.terms.rules.term_base import TermBase
from openluban.teaching.terms.tests.make import entry

BASE = TermBase(
    [
        entry("急停按钮", "zh-hans", "stop"),
        entry("кнопка аварийной остановки", "ru", "stop", "agreed"),
        entry("кнопка аварийного останова", "ru", "stop", "admitted"),
        entry("接近开关", "zh-hans", "proximity"),
        entry("датчик приближения", "ru", "proximity"),
        entry("датчик", "ru", "sensor", "forbidden"),
        entry("датчик близости", "ru", "proximity", "forbidden"),
        entry("轴", "zh-hans", "shaft"),
        entry("vaqt", "uz", "time"),
    ]
)


def check(source: str, target: str) -> list[Finding]:
    return BASE.check(source, target, source_language="zh-Hans", target_language="ru")


def test_a_missing_agreed_term_says_what_would_be_right() -> None:
    (finding,) = check("按下急停按钮。", "Нажмите красную кнопку.")
    assert (finding.kind, finding.is_binding) == ("missing", True)
    assert [term.text for term in finding.right] == ["кнопка аварийной остановки"]
    assert (finding.span.start, finding.span.end) == (2, 6)


def test_a_term_that_is_only_proposed_is_missing_without_binding_anybody() -> None:
    (finding,) = check("接近开关", "Сигнал есть.")
    assert (finding.kind, finding.is_binding) == ("missing", False)


def test_any_form_and_an_admitted_term_will_do() -> None:
    assert check("急停按钮和接近开关", "Кнопку аварийного останова и датчики приближения") == []


def test_a_forbidden_term_says_what_to_use_and_is_one_fault() -> None:
    (finding,) = check("接近开关", "Датчиком близости.")
    assert (finding.kind, finding.is_binding) == ("forbidden", True)
    assert [term.text for term in finding.right] == ["датчик приближения"]
    assert (finding.span.start, finding.span.end) == (0, 17)


def test_a_forbidden_term_inside_a_right_longer_one_is_no_fault() -> None:
    assert check("接近开关", "датчик приближения") == []
    (finding,) = check("信号", "датчик сломан")
    assert finding.span.concept == "sensor"
    assert finding.right == ()


def test_a_concept_without_a_term_in_the_language_is_not_missing() -> None:
    assert check("轴", "что-то") == []


def test_each_concept_is_missing_once() -> None:
    assert len(check("急停按钮，急停按钮", "ничего")) == 1


def test_a_homonym_is_served_by_either_concept() -> None:
    base = TermBase(
        [
            entry("drive", "en", "drive"),
            entry("drive", "en", "disk"),
            entry("привод", "ru", "drive"),
            entry("диск", "ru", "disk"),
        ]
    )
    for target in ("новый привод", "новый диск"):
        assert base.check("a drive", target, source_language="en", target_language="ru") == []
    found = base.check("a drive", "ничего", source_language="en", target_language="ru")
    assert len(found) == 1


CONCEPTS = st.sampled_from(["a", "b", "c"])
ENTRIES = st.lists(
    st.builds(
        lambda concept, language, text, status: Entry(
            f"{concept}{language}{text}", concept, language, text, status
        ),
        CONCEPTS,
        st.sampled_from(["en", "ru"]),
        st.sampled_from(["lathe", "motor", "станок", "мотор", "вал", "лента"]),
        st.sampled_from(["agreed", "proposed", "admitted", "forbidden"]),
    ),
    max_size=10,
)
TEXTS = st.lists(
    st.sampled_from(["lathe", "motors", "станка", "мотором", "вал", "лент", "и", "x"]), max_size=8
).map(" ".join)


@given(ENTRIES, TEXTS, TEXTS)
def test_findings_speak_of_what_stands_there(
    entries: list[Entry], source: str, target: str
) -> None:
    base = TermBase(entries)
    for finding in base.check(source, target, source_language="en", target_language="ru"):
        text = source if finding.kind == "missing" else target
        assert 0 <= finding.span.start < finding.span.end <= len(text)
        assert all(term.status != "forbidden" for term in finding.right)
        assert all(term.language == "ru" for term in finding.right)
        if finding.kind == "missing":
            assert finding.right
            said = {one.concept for one in base.index("ru").longest(target)}
            assert finding.span.concept not in said


@given(ENTRIES, TEXTS)
def test_saying_the_right_term_mends_what_is_missing(entries: list[Entry], source: str) -> None:
    base = TermBase(entries)
    found = base.check(source, "", source_language="en", target_language="ru")
    mended = " ; ".join(finding.right[0].text for finding in found)
    again = base.check(source, mended, source_language="en", target_language="ru")
    assert all(finding.kind == "forbidden" for finding in again)
