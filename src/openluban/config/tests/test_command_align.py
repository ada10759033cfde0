"""``luban align`` prints the beads of two files."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from openluban.kernel.refusals import Refusal


def _files(folder: Path, source: bytes, target: bytes) -> list[str]:
    places = folder / "a.txt", folder / "b.txt"
    for place, content in zip(places, (source, target), strict=True):
        place.write_bytes(content)
    return [str(place) for place in places]


def _align(*arguments: str) -> str:
    out = StringIO()
    call_command("align", *arguments, stdout=out)
    return out.getvalue()


def test_prints_a_bead_a_line(tmp_path: Path) -> None:
    files = _files(tmp_path, b"Lesson 3\r\nThe pump runs.", "第3课\n水泵在运转。\n".encode())

    assert _align(*files) == "[0]:[0]\n[1]:[1]\n"


def test_empty_files_have_no_beads(tmp_path: Path) -> None:
    assert _align(*_files(tmp_path, b"", b"")) == ""


@pytest.mark.django_db
def test_gives_programs_texts_and_confidence(tmp_path: Path) -> None:
    files = _files(tmp_path, b"Lesson 3", "第3课".encode())

    answer = json.loads(_align(*files, "--json", "--from", "en", "--to", "zh"))

    assert (answer["from"], answer["to"]) == ("en", "zh")
    (bead,) = answer["beads"]
    assert 0 < bead.pop("confidence") <= 1
    assert bead == {
        "source": [0],
        "target": [0],
        "source_text": ["Lesson 3"],
        "target_text": ["第3课"],
    }


def test_keeps_the_structure_of_markdown(tmp_path: Path) -> None:
    files = _files(tmp_path, b"# A\n\ntext\n", "# 甲\n\n\n文\n".encode())

    assert _align(*files, "--markdown") == "[0]:[0]\n[2]:[3]\n"


def test_takes_terms(tmp_path: Path) -> None:
    source = "паяльник готов\nвал токарный\nнасос работает\nдатчик включён"
    files = _files(tmp_path, source.encode(), "烙铁好了\n水泵在转\n传感器开".encode())
    terms = tmp_path / "terms.csv"
    terms.write_text("паяльник,烙铁\nнасос,水泵\nдатчик,传感器\n", encoding="utf-8")

    assert _align(*files, "--terms", str(terms)) == "[0]:[0]\n[1]:[]\n[2]:[1]\n[3]:[2]\n"
    terms.write_text("насос\n", encoding="utf-8")
    with pytest.raises(Refusal, match=r"Line 1 of .*terms\.csv"):
        _align(*files, "--lexicon", str(terms))


def test_names_the_file_that_is_no_text_or_not_there(tmp_path: Path) -> None:
    files = _files(tmp_path, b"one\n\xff", b"two")

    with pytest.raises(Refusal, match=r"a\.txt is not UTF-8 text: byte 4 \(line 2\)"):
        _align(*files)
    with pytest.raises(Refusal, match=r"none\.txt cannot be read"):
        _align(files[1], str(tmp_path / "none.txt"))
