"""``luban terms``: the term base in and out, asked, and candidates for it."""

import json
from collections.abc import Callable

from openluban.config.tests.installation import Installation

PAIRS = """按下急停按钮。\tНажмите кнопку аварийной остановки.
急停按钮是红色的。\tКнопка аварийной остановки красная.
检查急停按钮。\tПроверьте кнопку аварийной остановки.
电动机转动。\tЭлектродвигатель вращается.
"""


def test_a_term_is_found_and_said_in_another_language(filled: Installation) -> None:
    asked = ("数控车床的气缸", "--from", "zh-Hans", "--to", "ru")
    answer = filled.luban("terms", "find", *asked, "--json")
    assert (answer.status, answer.err) == (0, "")
    told = json.loads(answer.out)
    assert [(one["start"], one["end"], one["concept"]) for one in told] == [
        (0, 4, "cnc-lathe"),
        (5, 7, "pneumatic-cylinder"),
    ]
    assert told[0]["translations"][0]["text"] == "токарный станок с ЧПУ"
    plain = filled.luban("terms", "find", *asked).out
    assert "数控车床 (proposed): токарный станок с ЧПУ [ru, proposed]" in plain


def test_what_goes_out_comes_in_elsewhere(filled_anew: Callable[[str], Installation]) -> None:
    here, there = filled_anew("here"), filled_anew("there")
    place = here.home.parent / "base.tbx"
    assert here.luban("terms", "export", place, "--domain", "automation").status == 0
    assert b"<conceptEntry" in place.read_bytes()
    refused = here.luban("terms", "export", place)
    assert (refused.status, "cannot be written" in refused.err) == (2, True)
    answer = there.luban("terms", "import", place)
    assert answer.status == 0, answer.err
    assert "concepts: 0 entered, 0 changed, 11 as they were." in answer.out
    more = there.luban("terms", "import", place, "--prefix", "theirs-")
    assert "concepts: 11 entered, 0 changed, 0 as they were." in more.out
    older = here.home.parent / "older.tbx"
    assert here.luban("terms", "export", older, "--edition", "2008").status == 0
    preview = there.luban("terms", "import", older, "--preview")
    assert "terms: 0 would be entered, 0 would be changed, 288 as they were." in preview.out


def test_a_spreadsheet_goes_to_the_register_whose_columns_it_has(filled: Installation) -> None:
    place = filled.home.parent / "rows.csv"
    place.write_text(
        "key,concept,language,text,status\nplc-kk,plc,kk,бағдарламаланатын контроллер,proposed\n"
    )
    assert "terms: 1 would be entered" in filled.luban("terms", "import", place, "--preview").out
    assert "terms: 1 entered" in filled.luban("terms", "import", place).out
    place.write_text("key,name_en,domain\nplc,PLC,electrical\n")
    assert "concepts: 0 entered, 1 changed" in filled.luban("terms", "import", place).out


def test_a_bad_file_is_refused_with_its_line(filled: Installation) -> None:
    place = filled.home.parent / "bad.tbx"
    place.write_text('<tbx><text><body>\n<conceptEntry id="one"/>\n</body></text></tbx>')
    answer = filled.luban("terms", "import", place)
    assert (answer.status, answer.out) == (2, "")
    assert "row 2, one: The concept has no term." in answer.err
    place.write_text("key,concept,language,text,status\nx,plc,ru,слово,agreed\n")
    answer = filled.luban("terms", "import", place.rename(place.with_suffix(".csv")))
    assert answer.status == 2
    assert "row 2, status: Only both sides make a term agreed" in answer.err


def test_candidates_are_told_from_aligned_text(filled: Installation) -> None:
    place = filled.home.parent / "pairs.tsv"
    place.write_text(PAIRS, encoding="utf-8")
    asked = ("candidates", place, "--from", "zh-Hans", "--to", "ru")
    first = filled.luban("terms", *asked).out.splitlines()[0].split("\t")
    assert first[:3] == ["急停按钮", "кнопка аварийной остановки", "3"]
    assert json.loads(filled.luban("terms", *asked, "--json").out)[0]["together"] == 3
    texts = [filled.home.parent / name for name in ("zh.txt", "ru.txt")]
    for number, text in enumerate(texts):
        lines = (line.split("\t")[number] for line in PAIRS.splitlines())
        text.write_text("\n".join(lines), encoding="utf-8")
    aligned = filled.luban("terms", "candidates", *texts, *asked[2:]).out.splitlines()
    assert aligned[0].split("\t")[:2] == first[:2]
    empty = filled.luban("terms", "candidates", "--memory", "nothing", *asked[2:])
    assert (empty.status, empty.out) == (0, "")
    neither = filled.luban("terms", "candidates", *asked[2:])
    assert (neither.status, "Name a file" in neither.err) == (2, True)
    place.write_bytes("а\tб".encode("windows-1251"))
    refused = filled.luban("terms", *asked)
    assert (refused.status, "it is not UTF-8" in refused.err) == (2, True)
