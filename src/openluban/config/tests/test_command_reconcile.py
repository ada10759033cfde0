"""``luban reconcile``: for any file with the columns of published figures."""

import json

from openluban.config.tests.installation import Installation

ROWS = """id,subject,scope,claim,number,unit,as_of,publisher
X1,workshops in SCO countries,SCO,Luban Workshops of Tianjin there,10,workshops,2025-08-30,A
X2,鲁班工坊,Вселенная,Lamps lit by the moon,7,lamps,2025-08-30,A
"""


def test_json_alone_on_standard_output(filled: Installation) -> None:
    place = filled.home.parent / "rows.csv"
    place.write_text(ROWS, encoding="utf-8")
    answer = filled.luban("reconcile", place, "--json")
    assert (answer.status, answer.err) == (0, "")
    told = json.loads(answer.out)
    assert [row["id"] for row in told] == ["X1", "X2"]
    wanted = {"id", "verdict", "computed", "figure", "choices", "guessed", "reason", "parts"}
    assert all(wanted <= row.keys() for row in told)
    assert told[0]["figure"] == "workshops"
    assert told[1]["verdict"] == "no_records"


def test_a_report_in_words_also_from_an_empty_folder(empty: Installation) -> None:
    place = empty.home.parent / "rows.csv"
    place.write_text(ROWS, encoding="utf-8")
    answer = empty.luban("reconcile", place, "--language", "ru")
    assert answer.status == 0
    assert "X1 " in answer.out
    assert "Loading" not in answer.out


def test_an_unreadable_file_is_refused_on_standard_error(filled: Installation) -> None:
    place = filled.home.parent / "rows.csv"
    place.write_bytes(b"PK\x03\x04 not a workbook")
    answer = filled.luban("reconcile", place, "--json")
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith("This file cannot be read.")
    assert "Traceback" not in answer.err
