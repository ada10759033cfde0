import importlib.util
import io
from pathlib import Path

import pytest

from openluban.foundation.registers.tests.make import make_contributor, make_officer
from openluban.kernel.actor import PUBLIC, SYSTEM
from openluban.kernel.refusals import Invalid, NotAllowed
from openluban.teaching.memory.errors import FormatUnknown, LanguageUnknown, NothingToExport
from openluban.teaching.memory.formats.tmx_writing import write_tmx
from openluban.teaching.memory.models import Origin, Text, Unit
from openluban.teaching.memory.queries.exporting import units_for_export
from openluban.teaching.memory.queries.looking_up import look_up
from openluban.teaching.memory.tests.make import AT, HANDBOOK, LETTERS, keep, pair
from openluban.teaching.memory.tests.test_formats import PO, tmx_of
from openluban.teaching.memory.use_cases.import_file import (
    Languages,
    UnitFile,
    import_files,
    preview_import,
)

pytestmark = pytest.mark.django_db

_UNIT = '<tu><tuv xml:lang="en"><seg>{}</seg></tuv><tuv xml:lang="ru"><seg>{}</seg></tuv></tu>'
GOOD = tmx_of(_UNIT.format("Open", "Открыть"))
DATA = Path(__file__).parents[5].parent / "shared" / "data" / "kicad"


def files(*contents: tuple[bytes, str]) -> list[UnitFile]:
    return [UnitFile(io.BytesIO(held), name) for held, name in contents]


def exported(actor=SYSTEM, to: str = "zh") -> bytes:  # type: ignore[no-untyped-def]
    units = units_for_export("en", to, actor=actor)
    return b"".join(write_tmx(units, source_language="en", version="1", at=AT))


def test_files_of_both_kinds_come_in_together() -> None:
    officer = make_officer()
    done = import_files(
        files=files((GOOD, "a.TMX"), (PO, "b.po")), origin=HANDBOOK, actor=officer, at=AT
    )
    assert (done.report.units, done.report.pairs, done.outcome.new) == (5, 3, 3)
    assert done.report.languages == {"en", "ru", "zh-hans"}
    assert Origin.objects.get().is_public
    (match,) = look_up("Open", source_language="en", target_language="ru", actor=PUBLIC)
    assert match.target == "Открыть"


def test_one_bad_file_leaves_nothing_of_the_good_ones() -> None:
    bad = tmx_of(_UNIT.format("Close", "Закрыть") + "<tu><tuv/></tu>")
    with pytest.raises(Invalid):
        import_files(
            files=files((GOOD, "a.tmx"), (bad, "b.tmx")), origin=HANDBOOK, actor=SYSTEM, at=AT
        )
    assert not Text.objects.exists()
    assert not Origin.objects.exists()


def test_a_preview_counts_and_keeps_nothing() -> None:
    done = preview_import(files=files((PO, "b.po")), actor=make_officer())
    assert (done.report.pairs, done.outcome.new) == (2, 0)
    assert not Text.objects.exists()


def test_who_may_import_and_what() -> None:
    for actor in (PUBLIC, make_contributor()):
        with pytest.raises(NotAllowed):
            preview_import(files=files((GOOD, "a.tmx")), actor=actor)
        with pytest.raises(NotAllowed):
            import_files(files=files((GOOD, "a.tmx")), origin=LETTERS, actor=actor, at=AT)
    with pytest.raises(FormatUnknown):
        preview_import(files=files((GOOD, "a.xlf")), actor=SYSTEM)
    with pytest.raises(LanguageUnknown):
        preview_import(files=files((PO, "a.po")), actor=SYSTEM, languages=Languages("en", "?"))


def test_what_is_exported_comes_in_again_as_it_was() -> None:
    keep(pair("Open <it> & go\n", "打开"), pair("Machine", "机器")._replace(is_machine=True))
    keep(pair("Secret", "秘密"), origin=LETTERS)
    first = exported()
    assert b"Secret" not in exported(PUBLIC)
    Unit.objects.all().delete()
    import_files(files=files((first, "a.tmx")), origin=HANDBOOK, actor=SYSTEM, at=AT)
    units = Unit.objects.order_by("pk").values_list("source__text", "target__text", "is_machine")
    assert list(units) == [
        ("Open <it> & go\n", "打开", False),
        ("Machine", "机器", True),
        ("Secret", "秘密", False),
    ]


def test_an_empty_memory_is_not_exported() -> None:
    with pytest.raises(NothingToExport):
        exported()
    with pytest.raises(LanguageUnknown):
        exported(to="")


@pytest.mark.skipif(
    importlib.util.find_spec("translate") is None,
    reason="translate-toolkit is not on this machine",
)
def test_translate_toolkit_reads_what_we_write() -> None:
    from translate.storage.tmx import tmxfile  # noqa: PLC0415 - may be absent

    keep(pair("Open <it> & go", "打开"), pair("Two\nlines", "两\n行"))
    read = tmxfile.parsestring(exported())  # type: ignore[no-untyped-call,unused-ignore]
    assert [(unit.source, unit.target) for unit in read.units] == [
        ("Open <it> & go", "打开"),
        ("Two\nlines", "两\n行"),
    ]


@pytest.mark.skipif(
    importlib.util.find_spec("translate") is None,
    reason="translate-toolkit is not on this machine",
)
def test_we_read_what_translate_toolkit_writes() -> None:
    from translate.storage.tmx import tmxfile  # noqa: PLC0415 - may be absent

    theirs = tmxfile()
    theirs.addtranslation("Open <it>", "en", "Открыть", "ru")
    done = import_files(
        files=files((bytes(theirs), "theirs.tmx")), origin=HANDBOOK, actor=SYSTEM, at=AT
    )
    assert done.outcome.new == 1
    assert Unit.objects.values_list("source__text", "target__text").get() == (
        "Open <it>",
        "Открыть",
    )


@pytest.mark.skipif(not DATA.is_dir(), reason="the manuals of ../shared/data are not here")
def test_real_manuals_come_in_and_every_unit_is_found_again() -> None:
    with (DATA / "eeschema" / "zh.po").open("rb") as file:
        done = import_files(files=[UnitFile(file, "zh.po")], origin=HANDBOOK, actor=SYSTEM, at=AT)
    assert done.outcome.new > 1_000
    for source in Unit.objects.values_list("source__text", flat=True)[::5]:
        (match, *_rest) = look_up(source, source_language="en", target_language="zh", actor=SYSTEM)
        assert match.similarity == 1
