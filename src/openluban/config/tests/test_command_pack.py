"""``luban pack``: planned, made, checked, brought up to date."""

import json

from openluban.config.tests.installation import Installation

UNIT = "01-one.{language}.md"
META = {
    "key": "packed",
    "name": {"zh": "课程", "ru": "Курс"},
    "kind": "textbook",
    "original_language": "zh",
    "rights": "CC-BY-4.0",
}


def write(installation: Installation, name: str, **texts: str) -> None:
    """Publish the texts of a unit, by language."""
    folder = installation.home.parent / name
    folder.mkdir()
    (folder / "resource.json").write_text(json.dumps(META), encoding="utf-8")
    for language, text in texts.items():
        (folder / UNIT.format(language=language)).write_text(text, encoding="utf-8")
    assert installation.luban("library", "import", folder, "--publish").status == 0


def test_a_course_travels_and_is_brought_up_to_date(filled: Installation) -> None:
    place = filled.home.parent
    write(filled, "first", zh="# 一\n\n传感器。\n", ru="# Один\n\nДатчик.\n")
    both = ("packed", "--in", "zh-Hans", "--in", "ru")
    planned = filled.luban("pack", "plan", *both)
    assert (planned.status, planned.err) == (0, "")
    size = int(planned.out.split("As a zip: ")[1].split(" ")[0])
    assert "at 64 kbit/s:" in planned.out
    made = filled.luban("pack", "make", *both, "--out", place / "one.zip")
    assert made.status == 0, made.err
    assert (place / "one.zip").stat().st_size == size
    assert filled.luban("pack", "make", *both, "--out", place / "one").status == 0
    assert (
        "cannot be written" in filled.luban("pack", "make", *both, "--out", place / "one.zip").err
    )
    for pack in ("one", "one.zip"):
        checked = filled.luban("pack", "check", place / pack)
        assert "Sound: a whole pack of packed" in checked.out
        assert "the key of this installation" in checked.out

    write(filled, "second", zh="# 一\n\n新的传感器。\n")
    since = ("--since", place / "one.zip", "--out", place / "delta.zip")
    assert "changed" in filled.luban("pack", "make", "packed", *since).out
    assert (place / "delta.zip").stat().st_size < size
    applied = filled.luban("pack", "apply", place / "one", place / "delta.zip")
    assert applied.status == 0, applied.err
    assert "新的传感器" in (place / "one/zh-hans/units/packed.one.html").read_text(encoding="utf-8")
    assert "Sound:" in filled.luban("pack", "check", place / "one").out
    again = filled.luban("pack", "apply", place / "one", place / "delta.zip")
    assert "is that pack already" in again.out


def test_what_is_wrong_is_said_file_by_file(filled: Installation) -> None:
    place = filled.home.parent
    write(filled, "third", zh="# 一\n\n传感器。\n")
    refused = filled.luban("pack", "plan", "packed", "--in", "kk")
    assert refused.status == 2
    assert "Nothing of it is published in “Kazakh (kk)”" in refused.err
    assert filled.luban("pack", "plan", "no-such-course", "--in", "ru").status == 2
    out = ("--in", "zh-Hans", "--without-pictures", "--out", place / "damaged")
    assert filled.luban("pack", "make", "packed", *out).status == 0
    (place / "damaged" / "pack.css").write_text("altered")
    (place / "damaged" / "index.html").unlink()
    checked = filled.luban("pack", "check", place / "damaged")
    assert checked.status == 2
    assert "index.html: It is missing." in checked.err
    assert "pack.css: It is cut off" in checked.err
    (place / "key").write_text("another")
    other = filled.luban("pack", "check", place / "damaged", "--key", place / "key")
    assert "signature.json: It is signed with another key" in other.err
