"""``luban harvest`` and ``luban library book``, as somebody at a terminal meets them."""

from zipfile import ZipFile

from openluban.config.tests.installation import Installation
from openluban.teaching.harvest.tests.repository import (
    Given,
    error,
    identify,
    page,
    record,
    serving,
)


def _answer(given: Given) -> str:
    if given["verb"] == "Identify":
        return identify()
    if "from" in given:
        return error("noRecordsMatch")
    return page(record("a"), record("b", "<d:subject>x</d:subject>"), record("c"))


def test_a_repository_is_added_gone_through_and_listed(filled: Installation) -> None:
    with serving(_answer) as url:
        assert filled.luban("harvest", "add", url, "--name", "inside").status == 0
        refused = filled.luban("harvest", "run", "inside")
        assert refused.status == 1
        assert "It is in a private network." in refused.out
        added = filled.luban("harvest", "add", url, "--name", "far", "--private", "--set", "s")
        assert "added" in added.out
        done = filled.luban("harvest", "run", "far")
        assert (done.status, done.err) == (0, "")
        assert "far: 2 new, 0 renewed, 0 same, 0 gone, 1 skipped" in done.out
        assert "skipped oai:far.example:b: no_title" in done.out
        again = filled.luban("harvest", "run", "far")
        assert "far: 0 new, 0 renewed, 0 same, 0 gone, 0 skipped" in again.out
    assert "inside: nothing yet; last whole run never" in filled.luban("harvest", "list").out
    assert filled.luban("harvest", "run", "nobody").status == 2


def test_a_book_is_written_once(filled: Installation) -> None:
    folder = filled.home.parent / "course"
    folder.mkdir()
    (folder / "01-safety.zh.md").write_text("# 安全\n\n先断电。\n", encoding="utf-8")
    (folder / "01-safety.ru.md").write_text("# Безопасность\n\nПитание.\n", encoding="utf-8")
    wish = ("--resource", "course", "--rights", "CC-BY-4.0", "--original", "zh", "--publish")
    assert filled.luban("library", "import", folder, *wish).status == 0
    place = filled.home.parent / "course.epub"
    asked = ("library", "book", "course", place, "--in", "zh", "--beside", "ru")
    made = filled.luban(*asked)
    assert made.status == 0, made.err
    assert "1 units in zh-hans, ru." in made.out
    with ZipFile(place) as packed:
        assert "Питание." in packed.read("EPUB/unit-0001.xhtml").decode()
    assert filled.luban(*asked).status == 2
    missing = filled.luban("library", "book", "course", place, "--in", "kk")
    assert (missing.status, "Nothing of it is published" in missing.err) == (2, True)
