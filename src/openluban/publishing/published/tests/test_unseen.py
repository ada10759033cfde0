"""Rows that stand in no file here: what the proposer takes them to say."""

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openluban.kernel.dates import ImpreciseDate
from openluban.publishing.published.checking import check_rows
from openluban.publishing.published.files import published_figures, read_stated
from openluban.publishing.published.reconciling import Reconciler
from openluban.publishing.published.tests.make import make_stated
from openluban.publishing.published.verdicts import Result, Stated, Verdict

pytestmark = pytest.mark.usefixtures("register")

WORKSHOPS = (
    ("network size | Tianjin | Luban Workshops established | 20 | workshops | 2022-09", 20),
    ("network size | national | Luban Workshops established | 27 | workshops | 2023-07", 27),
    ("鲁班工坊 | 全国 | 我国在海外建成的鲁班工坊 | 27 | 家 | 2023-07", 27),
    ("鲁班工坊规模 | 天津 | 天津已建成鲁班工坊 | 20 | 家 | 2022-09", 20),
)
GUESSES = (
    (
        "network size | Africa | Luban Workshops established | 12 | workshops in Africa | 2023-07",
        "workshops",
        {"bloc": "africa", "gate": "opened"},
    ),
    (
        "鲁班工坊 | 非洲 | 在非洲国家建成鲁班工坊 | 12 | 个 | 2022",
        "workshops",
        {"bloc": "africa"},
    ),
    (
        "鲁班工坊 | 上合组织 | 天津在上合组织国家建成鲁班工坊 | 10 | 家 | 2025-08-29",
        "workshops",
        {"bloc": "sco_members_and_partners", "led_from": "tianjin"},
    ),
    (
        "мастерские | Африка | Мастерские Лу Баня в Африке | 17 | мастерских | 2024-09",
        "workshops",
        {"bloc": "africa"},
    ),
    (
        "network size | national | Luban Workshops | 30 | countries | 2025-07",
        "host_countries",
        {"led_from": "all"},
    ),
    (
        "programmes | Tianjin | International majors | 53 | majors | 2022-09",
        "programmes",
        {"led_from": "tianjin"},
    ),
    ("专业 | 天津 | 开设专业 | 60 | 个 | 2025-01-22", "programmes", {"led_from": "tianjin"}),
    (
        "workshop | dj-djibouti | Majors | 4 | majors | 2019-03-28",
        "programmes",
        {"workshop": "dj-djibouti"},
    ),
    (
        "learners | network | Degree education to date | 3200 | people (more than) | 2022-09-16",
        "reported",
        {"subject": "subjects/network", "measure": "learners_degree"},
    ),
    (
        "学员 | 全国 | 鲁班工坊学历教育学员 | 20000 | 人 | 2024-11-21",
        "reported",
        {"subject": "subjects/network", "measure": "learners_degree"},
    ),
    (
        "учащиеся | сеть | Обучено: профессиональной подготовки | 31500 | человек | 2023-07-06",
        "reported",
        {"subject": "subjects/network", "measure": "learners_trained"},
    ),
    (
        "teachers | Tianjin | Chinese teachers sent abroad | 400 | people | 2025-01-22",
        "reported",
        {"subject": "subjects/tianjin-network", "measure": "chinese_teachers"},
    ),
    (
        "standards | Africa | Standards incorporated into national systems | 6 | standards | 2022",
        "reported",
        {"subject": "subjects/africa-network", "measure": "standards_recognised"},
    ),
    (
        "conference 2022 | event | Participants | 700 | participants | 2022-08-19",
        "reported",
        {"subject": "subjects/conference-2022", "measure": "participants"},
    ),
    (
        "competition 2024 | event | Contestants | 29000 | contestants | 2024-11-19",
        "reported",
        {"subject": "subjects/competition-2024", "measure": "contestants"},
    ),
    (
        "league | world | Founding members | 89 | institutions | 2024-11-22",
        "reported",
        {"subject": "subjects/world-league", "measure": "institutions"},
    ),
    (
        "workshop | kz-ektu | Area | 1200 | square metres | 2023-12-09",
        "reported",
        {"subject": "workshops/kz-ektu", "measure": "area"},
    ),
    (
        "port | Tianjin Port | Container throughput 2024 | 23.28 | million TEU | 2024-12-31",
        "reported",
        {"subject": "subjects/tianjin-port", "measure": "teu", "basis": "in_period"},
    ),
    (
        "trade | Tianjin-SCO | Tianjin exports to SCO countries | 20 | billion yuan | 2025-06-30",
        "trade_value",
        {"reporter": "Tianjin", "flow": "exports", "unit": "cny"},
    ),
    (
        "trade | China-SCO | China trade with SCO members | 512 | billion US dollars | 2024",
        "trade_value",
        {"reporter": "China", "partners": "sco_members", "unit": "usd"},
    ),
    (
        "sister cities | Tianjin | Sister cities in SCO countries | 10 | cities | 2024",
        "sister_city_ties",
        {"bloc": "sco_members_and_partners"},
    ),
)
"""Rows, the figure that they speak of, and the choices that they state."""


def reconcile(*rows: Stated) -> list[Result]:
    return Reconciler(rows, beside=published_figures()).reconcile()


@pytest.mark.parametrize(("told", "figure", "choices"), GUESSES, ids=lambda told: str(told)[:40])
def test_a_row_in_any_language_is_taken_for_what_it_says(
    told: str, figure: str, choices: dict[str, str]
) -> None:
    (result,) = reconcile(make_stated(told))
    reading = result.first.reading
    assert reading is not None
    assert reading.guessed
    assert reading.figure == figure
    assert {key: str(reading.choices[key]) for key in choices} == choices


@pytest.mark.parametrize(("told", "value"), WORKSHOPS)
def test_counts_of_the_network_that_hold_agree(told: str, value: int) -> None:
    (result,) = reconcile(make_stated(told))
    assert result.verdict == Verdict.AGREES
    assert result.first.computed == value


@pytest.mark.parametrize(
    "told",
    [
        "weather | Tianjin | Days of rain | 70 | days | 2024",
        "survey | students | Are satisfied with the courses | 97.5 | percent | 2022-08-20",
        "network size | national | Luban Workshops planned | 10 | workshops | 2025",
    ],
)
def test_what_no_register_speaks_of_is_not_guessed_at(told: str) -> None:
    (result,) = reconcile(make_stated(told))
    assert result.verdict == Verdict.NO_RECORDS
    assert result.first.reading is None


def test_a_report_of_another_period_says_nothing() -> None:
    """500 trains in 2023 neither bear out nor contradict trains in 2024."""
    told = "rail | Tianjin | China-Europe freight trains in {} | {} | trains | {}"
    other = make_stated(told.format("2024", "500", "2024-12-31"))
    same = make_stated(told.format("2023 to mid-September", "480", "2023-09-18"))
    of_2024, of_2023 = reconcile(other, same)
    assert of_2024.verdict == Verdict.NO_RECORDS
    assert "31 December 2024" in of_2024.reason
    assert of_2023.verdict != Verdict.NO_RECORDS
    assert of_2023.first.computed == 500


def test_another_publication_with_another_number_is_named_with_who_the_records_bear_out() -> None:
    told = "network size | national | Luban Workshops established | {} | workshops | 2023-07-06"
    one = make_stated(told.format(27), id="one", publisher="The Times of Somewhere")
    other = make_stated(told.format(41), id="other", publisher="The Daily Elsewhere")
    _agreeing, result = reconcile(one, other)
    assert result.verdict == Verdict.SOURCES_DISAGREE
    rival = next(rival for rival in result.first.rivals if rival.row == "one")
    assert rival.is_borne_out
    assert "The records bear out The Times of Somewhere." in result.reason


def test_remarks_are_never_read() -> None:
    """The file of the given rows, once with its remarks and once with nonsense in their place."""
    columns = ("id", "subject", "scope", "claim", "number", "unit", "as_of", "publisher", "source")

    def file(remark: str) -> bytes:
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow([*columns, "disagreement_or_note"])
        for row in published_figures():
            cells = [str(getattr(row, name) or "") for name in columns]
            writer.writerow([*cells, f"{remark} {row.number} workshops led from Zhejiang"])
        return text.getvalue().encode()

    plain, told = (
        Reconciler(read_stated(file(remark), filename="x.csv")).reconcile()
        for remark in ("", "DISAGREES: the true number is 999, not")
    )
    assert [result.reason for result in plain] == [result.reason for result in told]


def test_rows_that_are_kept_nowhere_do_not_contradict_their_own_copy() -> None:
    row = next(row for row in published_figures() if row.id == "F002")
    (result,) = check_rows([row])
    assert result.verdict == Verdict.AGREES
    assert all(rival.row != "F002" for rival in result.first.rivals)


WORDS = st.sampled_from(
    ["Luban Workshops", "SCO", "Africa", "Tianjin", "national", "鲁班工坊", "мастерских", "trained"]
)
TEXT = st.one_of(st.text(max_size=40), st.lists(WORDS, max_size=5).map(" ".join))
NUMBERS = st.one_of(
    st.integers(-(10**12), 10**15).map(str), st.floats().map(str), st.text(max_size=20)
)
UNITS = st.one_of(
    st.sampled_from(["workshops", "people (more than)", "%", "家", "workshops in 8 countries"]),
    st.text(max_size=20),
)
DAYS = st.one_of(
    st.none(),
    st.dates().map(ImpreciseDate.on),
    st.integers(1, 9999).map(lambda year: ImpreciseDate.read(f"{year:04}")),
)
MAPPINGS = st.one_of(
    st.just(("", "", "")),
    st.tuples(
        st.sampled_from(["workshops", "reported", "trade_value", "nonsense"]),
        st.one_of(TEXT, st.sampled_from(["bloc=africa | gate=opened", "bloc=nowhere"])),
        TEXT,
    ),
)
ROWS = st.builds(
    lambda texts, number, unit, day, mapping: Stated(
        "N1", texts[0], texts[1], texts[2], number, unit, day, texts[3], texts[4], *mapping
    ),
    st.tuples(TEXT, TEXT, TEXT, TEXT, TEXT),
    NUMBERS,
    UNITS,
    DAYS,
    MAPPINGS,
)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(ROWS, min_size=1, max_size=4))
def test_any_row_gets_a_verdict_and_a_reason(rows: list[Stated]) -> None:
    for result in Reconciler(rows).reconcile():
        assert result.verdict in set(Verdict)
        assert result.reason
        assert result.parts
