"""The public register in ``data/``: every row can be imported, resolved and traced to a source."""

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data"
FACTS = ROOT.parent / "shared" / "facts"

Row = dict[str, str]

NAMES = ["name_en", "name_zh", "name_ru", "name_other", "name_ours"]
EVIDENCE = ["source", "confidence", "note"]
LANGUAGES = ["en", "zh", "ru"]


def spread(*stems: str) -> list[str]:
    """Return the three language columns of each stem."""
    return [f"{stem}_{language}" for stem in stems for language in LANGUAGES]


COLUMNS = {
    "provinces": ["key", "country", "iso", *NAMES, *EVIDENCE],
    "blocs": ["key", "kind", *NAMES, *spread("short"), *spread("about"), *EVIDENCE],
    "memberships": ["key", "bloc", "country", "kind", "since", "until", *EVIDENCE],
    "cities": [
        *["key", *NAMES, "country", "province", "latitude", "longitude", "accuracy", *EVIDENCE]
    ],
    "institutions": [
        *["key", *NAMES, "aliases", "kind", "country", "province", "city", "basis", *EVIDENCE]
    ],
    "workshops": [
        *["key", *NAMES, "aliases", "country", "city", "latitude", "longitude", *EVIDENCE]
    ],
    "parties": ["key", "workshop", "institution", "role", "since", "until", *EVIDENCE],
    "gates": ["key", "workshop", "gate", "passed_on", *EVIDENCE],
    "claims": ["register", "key", "field", "value", "stance", *EVIDENCE],
    "programmes": [
        *["key", "workshop", *NAMES, "category", "category_note", "levels", "level_basis"],
        *["level_note", "isced_f", "isced_confidence", "since", *EVIDENCE],
    ],
    "occupations": ["key", "code", *NAMES, *EVIDENCE],
    "concepts": ["key", "domain", *NAMES, *spread("definition"), *EVIDENCE],
    "terms": [
        *["key", "concept", "language", "text", "status", "part_of_speech", "remark", *EVIDENCE]
    ],
    "subjects": ["key", "kind", *NAMES, *EVIDENCE],
    "measures": ["key", *NAMES, "unit", *spread("about")],
    "counts": [
        *["key", "subject", "measure", "value", "qualifier", "basis", "as_at", "period_start"],
        *EVIDENCE,
    ],
    "sister-cities": ["key", *NAMES, "country", "city", "tie_type", "since", "until", *EVIDENCE],
    "trade": [
        *["key", *spread("reporter", "partner"), "partner_bloc", "partner_kinds", "flow"],
        *[*spread("commodity"), "period_start", "period_end", "value", "unit"],
        *["change_percent", "share_percent", "publisher", *EVIDENCE],
    ],
    "rates": ["key", "currency", "per", "rate", "day", *EVIDENCE],
    "ports": ["key", *NAMES, "city", "country", "kind", *EVIDENCE],
    "routes": [
        *["key", "kind", *NAMES, *spread("origin", "border", "destinations")],
        *["opened_on", "figure", *spread("unit"), "as_of", *EVIDENCE],
    ],
    "halls": [
        *["key", *NAMES, "kind", "country", "city", "state", "opened_on", "planned_for", "as_of"],
        *EVIDENCE,
    ],
    "published": [
        *["key", "subject", "scope", "claim", "number", "unit", "as_of", "publisher", "source"],
        *["note", "figure", "choices", "pinned", "mapped_by"],
    ],
}
# ISCO-08 is published in English; what the network's programmes lead to has names of ours beside.
ENGLISH_ONLY = {"occupations"}
NAMED = [name for name in COLUMNS if "name_en" in COLUMNS[name] and name not in ENGLISH_ONLY]
WITH_EVIDENCE = [name for name, columns in COLUMNS.items() if "confidence" in columns]

REFERENCES = [
    ("memberships", "bloc", "blocs"),
    ("cities", "province", "provinces"),
    ("institutions", "province", "provinces"),
    ("institutions", "city", "cities"),
    ("workshops", "city", "cities"),
    ("parties", "workshop", "workshops"),
    ("parties", "institution", "institutions"),
    ("gates", "workshop", "workshops"),
    ("programmes", "workshop", "workshops"),
    ("terms", "concept", "concepts"),
    ("counts", "measure", "measures"),
    ("sister-cities", "city", "cities"),
    ("trade", "partner_bloc", "blocs"),
    ("ports", "city", "cities"),
    ("halls", "city", "cities"),
]
DATES = [
    *[("memberships", "since"), ("memberships", "until"), ("parties", "since")],
    *[("parties", "until"), ("gates", "passed_on"), ("programmes", "since")],
    *[("counts", "as_at"), ("counts", "period_start"), ("sister-cities", "since")],
    *[("trade", "period_start"), ("trade", "period_end"), ("rates", "day")],
    *[("routes", "opened_on"), ("routes", "as_of"), ("halls", "opened_on")],
    *[("halls", "planned_for"), ("halls", "as_of")],
]
GATES = (
    "committed memorandum agreement site equipment teacher_training materials opened trial_run "
    "unveiled teaching accredited accepted recognised renewed suspended closed"
)
UNITS = (
    "person person_time enrolment award square_metre piece set workshop programme standard "
    "country enterprise institution train teu container port percent cny usd textbook patent "
    "visitor team expert laboratory route hectare tonne day other"
)
CATEGORIES = (
    "manufacturing new_energy artificial_intelligence digital_economy electronics "
    "transportation other"
)
CHOICES = [
    ("blocs", "kind", "organisation region"),
    ("memberships", "kind", "member observer dialogue_partner"),
    ("cities", "accuracy", "city_centre approximate"),
    (
        "institutions",
        "kind",
        "school college university training_authority enterprise government association unknown",
    ),
    ("parties", "role", "host lead_college partner_college enterprise supplier government"),
    ("gates", "gate", GATES),
    ("claims", "stance", "supports contradicts"),
    ("programmes", "category", CATEGORIES),
    ("programmes", "level_basis", "sourced inferred unknown"),
    ("programmes", "isced_confidence", "high medium low"),
    ("subjects", "kind", "network body event place"),
    ("terms", "status", "proposed admitted forbidden"),
    ("measures", "unit", UNITS),
    ("counts", "qualifier", "exactly more_than nearly about at_most tens_of"),
    ("counts", "basis", "as_at in_period cumulative"),
    ("sister-cities", "tie_type", "sister_city sister_state sister_region friendship_city"),
    ("trade", "flow", "imports exports total throughput transit_share companies"),
    ("trade", "unit", "cny usd piece percent company"),
    ("ports", "kind", "sea_port land_port rail_station border_crossing dry_port"),
    (
        "routes",
        "kind",
        "rail_route road_route rail_statistic land_agreement service port_fact",
    ),
    ("halls", "kind", "comprehensive_hall country_hall service"),
    ("halls", "state", "open planned"),
]
LEVELS = ["secondary", "higher_vocational", "undergraduate", "master"]
LEVELS += ["non_degree", "english_framework_2_5"]


def rows(name: str) -> list[Row]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, strict=True))


def keys(name: str) -> set[str]:
    return {row["key"] for row in rows(name)}


def facts(name: str) -> list[Row]:
    if not FACTS.is_dir():
        pytest.skip("the facts are not beside this checkout")
    with (FACTS / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def is_reduced_date(text: str) -> bool:
    """Tell whether it is a year, a month or a day that the calendar knows."""
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text):
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 10 :] if len(text) < 10 else text)
    except ValueError:
        return False
    return True


def listed(cell: str) -> list[str]:
    return cell.split(" | ") if cell else []


@pytest.mark.parametrize("name", COLUMNS)
def test_a_file_has_its_columns_in_utf8_with_plain_line_ends(name: str) -> None:
    text = (DATA / f"{name}.csv").read_bytes()
    assert b"\r" not in text
    assert not text.startswith(b"\xef\xbb\xbf")
    assert text.endswith(b"\n")
    assert next(csv.reader(text.decode("utf-8").splitlines())) == COLUMNS[name]
    assert all(None not in row and None not in row.values() for row in rows(name))
    assert all(cell == cell.strip() for row in rows(name) for cell in row.values())


@pytest.mark.parametrize("name", [name for name in COLUMNS if name != "claims"])
def test_keys_are_unique_slugs(name: str) -> None:
    pattern = r"F\d{3}" if name == "published" else r"[a-z0-9]+([_-][a-z0-9]+)*"
    for key, times in Counter(row["key"] for row in rows(name)).items():
        assert times == 1, key
        assert re.fullmatch(pattern, key), key


@pytest.mark.parametrize(("name", "column", "target"), REFERENCES)
def test_references_resolve(name: str, column: str, target: str) -> None:
    assert {row[column] for row in rows(name)} - {""} <= keys(target)


def test_claims_and_counts_point_at_records() -> None:
    for claim in rows("claims"):
        assert claim["key"] in keys(claim["register"]), claim
        assert claim["field"] in ["", *COLUMNS[claim["register"]]], claim
        assert bool(claim["field"]) == bool(claim["value"]), claim
        if claim["field"] == "institution":
            assert claim["value"] in keys("institutions")
    for count in rows("counts"):
        register, _, key = count["subject"].partition("/")
        assert key in keys(register), count
        assert float(count["value"]) > 0, count


@pytest.mark.parametrize("name", NAMED)
def test_names_are_filled_in_three_languages(name: str) -> None:
    for row in rows(name):
        assert all(row[f"name_{language}"] for language in LANGUAGES), row["key"]
        assert set(listed(row["name_ours"])) <= set(LANGUAGES), row["key"]
        for other in [*listed(row["name_other"]), *listed(row.get("aliases", ""))]:
            assert re.fullmatch(r"[a-z]{2,3}: \S.*", other), other
        if row.get("kind") != "enterprise" and row["name_zh"] != row["name_en"]:
            assert re.search(r"[\u4e00-\u9fff]", row["name_zh"]), row["key"]
            assert re.search(r"[а-яё]", row["name_ru"]), row["key"]


@pytest.mark.parametrize("name", ["blocs", "measures", "concepts", "trade", "routes"])
def test_localised_words_come_in_all_three_languages(name: str) -> None:
    stems = {column[:-3] for column in COLUMNS[name] if column.endswith("_ru")}
    for row in rows(name):
        for stem in stems:
            assert len({bool(row[column]) for column in spread(stem)}) == 1, (row["key"], stem)


@pytest.mark.parametrize("name", WITH_EVIDENCE)
def test_every_row_rests_on_a_source(name: str) -> None:
    for row in rows(name):
        sources = listed(row["source"])
        assert sources, row
        assert all(sources), row
        assert len(sources) == len(set(sources)), row
        assert row["confidence"] in {"high", "medium", "low"}, row


def test_no_working_names_or_addresses_are_left() -> None:
    for path in DATA.glob("*.csv"):
        assert not re.search(r"\bseed\b|https?://|/[a-z]\w*/", path.read_text("utf-8")), path


@pytest.mark.parametrize(("name", "column"), DATES)
def test_dates_are_reduced_iso_dates(name: str, column: str) -> None:
    for row in rows(name):
        assert not row[column] or is_reduced_date(row[column]), row


@pytest.mark.parametrize(("name", "column", "allowed"), CHOICES)
def test_codes_come_from_the_closed_lists(name: str, column: str, allowed: str) -> None:
    assert {row[column] for row in rows(name)} <= set(allowed.split())


def test_programmes_have_known_levels_and_isced_fields() -> None:
    for row in rows("programmes"):
        assert set(listed(row["levels"])) <= set(LEVELS), row["key"]
        assert bool(row["levels"]) == (row["level_basis"] != "unknown"), row["key"]
        assert re.fullmatch(r"\d{4}", row["isced_f"]), row["key"]


def test_each_gate_is_passed_once_and_only_chinese_institutions_have_a_province() -> None:
    passed = Counter((row["workshop"], row["gate"]) for row in rows("gates"))
    assert max(passed.values()) == 1
    assert {row["country"] for row in rows("institutions") if row["province"]} == {"CN"}


def test_opened_gates_are_those_of_the_facts() -> None:
    opened = {r["workshop"]: r["passed_on"] for r in rows("gates") if r["gate"] == "opened"}
    for fact in facts("workshops.csv"):
        if fact["status"] == "open" and fact["opened_on"]:
            assert opened[fact["slug"]] == fact["opened_on"]
        assert fact["status"] != "preparing" or fact["slug"] not in opened


def test_published_figures_are_the_facts_word_for_word() -> None:
    copied = ["subject", "scope", "claim", "number", "unit", "as_of", "publisher"]
    ours = [[row["key"], *(row[column] for column in copied)] for row in rows("published")]
    theirs = facts("published_figures.csv")
    assert ours == [[row["id"], *(row[column] for column in copied)] for row in theirs]
