"""Manuals of gettext: source and translation whose clauses pair up."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openluban.kernel.actor import SYSTEM
from openluban.teaching.library.folders import FolderRefused
from openluban.teaching.library.formats.folder import read_folder
from openluban.teaching.library.formats.manual import read_manual
from openluban.teaching.library.formats.opening import Unfit
from openluban.teaching.library.markup.clauses import clauses_of
from openluban.teaching.library.models import Unit, UnitText
from openluban.teaching.library.queries.beside import beside
from openluban.teaching.library.queries.texts import texts_of
from openluban.teaching.library.tests.make import bring_in, make_folder
from openluban.teaching.library.use_cases.import_folder import Wish

KICAD = Path(__file__).parents[6] / "shared" / "data" / "kicad"
PO = """msgid ""
msgstr "Language: ru\\n"

#. type: Title ==
msgid "First *run*"
msgstr "Первый пуск"

#. type: Plain text
msgid "Press the button."
msgstr "Нажмите кнопку."

#, fuzzy
msgid "Wait."
msgstr "Идите."

msgid "Stop."
msgstr ""

#. type: delimited block -
msgid "cd /\\nls *\\n"
msgstr "cd /\\nls *\\n"

msgid "%d pin"
msgid_plural "%d pins"
msgstr[0] "%d вывод"
msgstr[1] "%d вывода"
"""
SOURCE = (
    "## First \\*run\\*\n\nPress the button.\n\nWait.\n\nStop.\n\n```\ncd /\nls *\n```\n\n%d pin\n"
)


def test_a_manual_becomes_two_texts_whose_clauses_pair() -> None:
    manual = read_manual(PO.encode(), "a.po")
    (part,) = manual.parts
    assert manual.language == "ru"
    assert part.source == SOURCE
    assert [clause.words for clause in clauses_of(part.target)] == [
        "Первый пуск", "Нажмите кнопку.", "cd /\nls *", "%d вывод",
    ]  # fmt: skip
    digests = [clause.digest for clause in clauses_of(part.source)]
    assert part.made_from == (digests[0], digests[1], digests[4], digests[5])
    assert [(note.rule, note.row, note.details["count"]) for note in manual.notes] == [
        ("po.fuzzy", 13, 1),
        ("po.untranslated", 16, 1),
        ("po.plural", 23, 1),
    ]


@pytest.mark.django_db
def test_the_two_texts_stand_beside_each_other(tmp_path: Path) -> None:
    place = make_folder(tmp_path / "manual", {"ru.po": PO}, meta=None)
    wish = Wish(rights="CC-BY-4.0")
    assert len(bring_in(place, wish).written) == 2
    assert len(bring_in(place, wish).unchanged) == 2
    assert UnitText.objects.get(language="ru").source == UnitText.objects.get(language="en")
    found = beside(texts_of(Unit.objects.get(), SYSTEM), "en", "ru")
    assert found is not None
    assert len(found.lines) == 6


def test_manuals_of_two_languages_share_one_original(tmp_path: Path) -> None:
    chinese = PO.replace("ru", "zh_CN", 1).replace("Нажмите кнопку.", "按按钮。")
    place = make_folder(tmp_path / "in", {"ru.po": PO, "zh.po": chinese}, meta=None)
    texts = read_folder(place).texts
    assert sorted(text.language for text in texts) == ["en", "ru", "zh-hans"]
    make_folder(place, {"zh.po": chinese.replace("Wait", "Run")}, meta=None)
    with pytest.raises(FolderRefused, match="one after the other"):
        read_folder(place)


@pytest.mark.parametrize("name", ["pcb_calculator", "getting_started_in_kicad", "eeschema"])
def test_real_manuals_come_over_clause_by_clause(name: str) -> None:
    file = KICAD / name / "ru.po"
    if not file.is_file():
        pytest.skip("the manuals of KiCad are not here")
    manual = read_manual(file.read_bytes(), "ru.po")
    assert manual.language == "ru"
    for part in manual.parts:
        source, target = clauses_of(part.source), clauses_of(part.target)
        assert len(target) == len(part.made_from)
        assert set(part.made_from) <= {clause.digest for clause in source}
        assert len(source) <= 2_000
        assert max(len(part.source), len(part.target)) < 200_000


_TEXTS = st.text('ab安я 1.)-+#>*_`[]\\&|~:=!\n\t"', max_size=20)


def _quoted(text: str) -> str:
    for sign, escape in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t")):
        text = text.replace(sign, escape)
    return f'"{text}"'


@given(st.lists(st.tuples(_TEXTS, _TEXTS, st.sampled_from(["Title ==", "Plain text", "verbatim"]))))
def test_each_message_is_a_clause_of_its_own(messages: list[tuple[str, str, str]]) -> None:
    blocks = [
        f"#. type: {kind}\nmsgid {_quoted(source)}\nmsgstr {_quoted(target)}\n"
        for source, target, kind in messages
        if source.strip()
    ]
    manual = read_manual(('msgid ""\nmsgstr ""\n\n' + "\n".join(blocks)).encode(), "a.po")
    for part in manual.parts:
        assert len(clauses_of(part.target)) == len(part.made_from)
    assert sum(len(clauses_of(part.source)) for part in manual.parts) == len(blocks)


@given(st.binary(max_size=120))
def test_fuzz_any_bytes_are_a_manual_or_refused(noise: bytes) -> None:
    for data in (noise, PO.encode() + noise):
        try:
            read_manual(data, "a.po")
        except Unfit as fault:
            assert fault.problem.rule.startswith("po.")  # noqa: PT017
