"""From the bytes of a file to stored records: in every encoding, and whole or not at all."""

from collections.abc import Callable
from typing import Any

import pytest

from openluban.foundation.evidence.models import Claim, Source
from openluban.foundation.history.models import Entry
from openluban.foundation.registers.tests.make import AT, csv_of, enter, make_country, the
from openluban.foundation.registers.use_cases.end import retire_record
from openluban.foundation.registers.use_cases.import_rows import (
    Outcome,
    import_rows,
    preview_import,
)
from openluban.foundation.search.models import SearchDocument, SearchWord
from openluban.foundation.sheets.headers import Columns
from openluban.foundation.sheets.reading import read_sheet
from openluban.foundation.sheets.tests.make import (
    SHEET_PART,
    make_workbook,
    saved,
    unzipped,
    zipped,
)
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import Invalid

_NAMES = {
    "name_en": "Oskemen Luban Workshop",
    "name_zh": "厄斯克门鲁班工坊",
    "name_ru": "Мастерская Лу Баня в Усть-Каменогорске",
}
_TABLES = (Entry, Claim, Source, SearchDocument, SearchWord)
Place = tuple[str, int | None, str]


def _import(data: bytes, actor: Actor, *, writes: bool = True) -> Outcome:
    """Go the way of a file that somebody brings."""
    columns = Columns(expected=the("workshops").headers)
    sheet = read_sheet(data, filename="workshops", columns=columns)
    do = import_rows if writes else preview_import
    return do(register_key="workshops", sheet=sheet, actor=actor, at=AT)


def _row(**cells: str) -> dict[str, str]:
    return {"key": "kz-ektu", **_NAMES, "country": "kz", "source": "EKTU 2025-01"} | cells


def _csv(*rows: dict[str, str]) -> bytes:
    return csv_of(list(rows))


_TEXT = _csv(_row()).decode()
_CHINESE = _csv(_row(name_ru="", name_en="")).decode()
_RUSSIAN = _csv(_row(name_zh="", name_en="")).decode()
_FILES: dict[str, bytes] = {
    "UTF-8": _TEXT.encode(),
    "UTF-8 with BOM": _TEXT.encode("utf-8-sig"),
    "UTF-16 with BOM": _TEXT.encode("utf-16"),
    "UTF-16, big end first": b"\xfe\xff" + _TEXT.encode("utf-16-be"),
    "GB18030": _CHINESE.encode("gb18030"),
    "windows-1251": _RUSSIAN.encode("cp1251"),
    "semicolons": _TEXT.replace(",", ";").encode(),
    "tabs and Windows line ends": _TEXT.replace(",", "\t").replace("\n", "\r\n").encode(),
    "XLSX": saved(make_workbook([*_row()], [*_row().values()])),
}


@pytest.mark.parametrize("name", _FILES)
def test_names_arrive_as_they_were_written(name: str, officer: Actor) -> None:
    make_country()
    assert _import(_FILES[name], officer).new == 1
    stored: Any = the("workshops").model.objects.get(key="kz-ektu")
    wordings = stored.name.wordings
    expected = dict(zip(("en", "zh-hans", "ru"), _NAMES.values(), strict=True))
    assert wordings
    assert wordings == {language: expected[language] for language in wordings}
    assert len(wordings) == (1 if name in {"GB18030", "windows-1251"} else 3)
    assert Claim.objects.get(record="kz-ektu").source.citation == "EKTU 2025-01"


_GOOD = _row(key="kz-enu")
_PLAIN = _csv(_GOOD, _row())
_BOOK = saved(make_workbook([*_row()], [*_GOOD.values()], [*_row().values()]))


def _broken_second(**cells: str) -> bytes:
    return _csv(_GOOD, _row(**cells))


def _without(data: bytes, old: str, new: str) -> bytes:
    assert old.encode() in data
    return data.replace(old.encode(), new.encode(), 1)


def _bomb() -> bytes:
    members = unzipped(_BOOK)
    end = members[SHEET_PART].index(b"</sheetData>")
    rows = members[SHEET_PART]
    return zipped(members | {SHEET_PART: rows[:end] + b" " * 60_000_000 + rows[end:]})


def _formula() -> bytes:
    book = make_workbook([*_row()], [*_row().values()])
    assert book.active is not None
    book.active["B2"] = "=1+1"
    return saved(book)


_BAD: dict[str, tuple[Callable[[], bytes], Place]] = {
    "an empty file": (lambda: b"", ("empty_file", None, "")),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n\x00\x00", ("not_text", None, "")),
    "a web page": (lambda: b"<!DOCTYPE html><table>", ("web_page", None, "")),
    "an old workbook": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504),
        ("old_excel", None, ""),
    ),
    "broken UTF-8": (
        lambda: _without(_PLAIN, "EKTU", "E�TU").replace("�".encode(), b"\xff\xc3"),
        ("undecodable", 2, ""),
    ),
    "another delimiter": (lambda: _PLAIN.replace(b",", b"#"), ("wrong_delimiter", 1, "")),
    "no header": (lambda: _PLAIN.split(b"\n", 1)[1], ("missing_header", 1, "")),
    "an unknown column": (
        lambda: _without(_PLAIN, "source", "zzz"),
        ("unknown_column", 1, "zzz"),
    ),
    "a mistyped column": (
        lambda: _without(_PLAIN, "country", "contry"),
        ("unknown_column_near", 1, "contry"),
    ),
    "a column twice": (
        lambda: _without(_PLAIN, "source", "country"),
        ("duplicate_column", 1, "country"),
    ),
    "a column without a name": (
        lambda: _without(_PLAIN, "name_ru", ""),
        ("empty_column_name", 1, "D"),
    ),
    "a million columns": (lambda: b"a," * 1_000_000 + b"a\n", ("too_many_columns", 1, "")),
    "a ragged row": (lambda: _PLAIN + b"kz-x,one,two\n", ("ragged_row", 4, "")),
    "a quote never closed": (
        lambda: _without(_PLAIN, "kz-ektu", '"kz-ektu'),
        ("unclosed_quote", 3, ""),
    ),
    "text behind a quote": (
        lambda: _without(_PLAIN, "kz-ektu", '"kz"-ektu'),
        ("stray_quote", 3, ""),
    ),
    "a control character": (
        lambda: _broken_second(name_en="a\x07b"),
        ("control_character", 3, "name_en"),
    ),
    "a formula in disguise": (
        lambda: _broken_second(name_en='=HYPERLINK("x")'),
        ("formula_injection", 3, "name_en"),
    ),
    "an endless cell": (
        lambda: _broken_second(source="x" * 20_001),
        ("cell_too_long", 3, "source"),
    ),
    "a zip bomb": (_bomb, ("zip_bomb", None, "")),
    "a damaged workbook": (lambda: _BOOK[: len(_BOOK) // 2], ("damaged_archive", None, "")),
    "another zip file": (lambda: zipped({"a.txt": "a"}), ("not_a_workbook", None, "")),
    "macros": (
        lambda: zipped(unzipped(_BOOK) | {"xl/vbaProject.bin": b"x"}),
        ("macros", None, ""),
    ),
    "a formula in a workbook": (_formula, ("formula", 2, "name_en")),
    "a key twice": (lambda: _broken_second(key="kz-enu"), ("duplicate_key", 3, "key")),
    "an impossible key": (lambda: _broken_second(key="KZ EKTU!"), ("bad_key", 3, "key")),
    "an unknown country": (
        lambda: _broken_second(country="atlantis"),
        ("unknown_reference", 3, "country"),
    ),
    "an impossible day": (
        lambda: _csv(_GOOD | {"closed_on": ""}, _row(closed_on="2025-02-30")),
        ("impossible_date", 3, "closed_on"),
    ),
    "a name that is missing": (
        lambda: _broken_second(name_en="", name_zh="", name_ru=""),
        ("required", 3, "name"),
    ),
    "no number": (
        lambda: _csv(_GOOD | {"latitude": ""}, _row(latitude="north")),
        ("not_a_number", 3, "latitude"),
    ),
    "a number out of range": (
        lambda: _csv(_GOOD | {"latitude": ""}, _row(latitude="91")),
        ("out_of_range", 3, "latitude"),
    ),
    "an unknown confidence": (
        lambda: _csv(_GOOD | {"confidence": ""}, _row(confidence="sure")),
        ("unknown_choice", 3, "confidence"),
    ),
    "an unknown audience": (
        lambda: _csv(_GOOD | {"audience": ""}, _row(audience="friends")),
        ("unknown_choice", 3, "audience"),
    ),
    "a name without its language": (
        lambda: _csv(_GOOD | {"name_other": ""}, _row(name_other="Өскемен")),
        ("no_language", 3, "name_other"),
    ),
    "a record that was retired": (
        lambda: _broken_second(key="kz-gone"),
        ("retired", 3, "key"),
    ),
}


@pytest.mark.parametrize("writes", [False, True], ids=["previewed", "imported"])
@pytest.mark.parametrize("name", _BAD)
def test_a_bad_file_is_refused_by_row_column_and_rule(
    name: str,
    writes: bool,  # noqa: FBT001
    officer: Actor,
) -> None:
    make_country()
    enter("workshops", key="kz-gone", name_en="Gone", country="kz")
    retire_record(register_key="workshops", key="kz-gone", reason="x", actor=officer, at=AT)
    before = _everything()
    make, expected = _BAD[name]
    problems = _refused(make(), officer, writes=writes)
    places = [(problem.rule, problem.row, problem.field) for problem in problems]
    assert expected in places
    assert all(str(problem) and "%(" not in str(problem) for problem in problems)
    assert _everything() == before


def _refused(data: bytes, actor: Actor, *, writes: bool) -> list[Any]:
    try:
        return list(_import(data, actor, writes=writes).problems)
    except Invalid as refusal:
        return list(refusal.problems)


def _everything() -> list[list[tuple[Any, ...]]]:
    models = (the("workshops").model, *_TABLES)
    return [list(model._default_manager.order_by("pk").values_list()) for model in models]


def test_what_is_good_after_two_thousand_rows_is_not_kept_either(officer: Actor) -> None:
    make_country()
    rows = [_row(key=f"w-{number}") for number in range(4_100)]
    rows[4_050]["country"] = "atlantis"
    before = _everything()
    with pytest.raises(Invalid) as refused:
        _import(_csv(*rows), officer)
    assert [(p.row, p.field) for p in refused.value.problems] == [(4_052, "country")]
    assert _everything() == before


def test_a_thousand_faults_are_told_up_to_a_limit(officer: Actor) -> None:
    make_country()
    rows = [_row(key=f"w-{number}", country="atlantis") for number in range(1_000)]
    problems = _refused(_csv(*rows), officer, writes=True)
    assert len(problems) == 200
    assert problems[-1].row == 201
