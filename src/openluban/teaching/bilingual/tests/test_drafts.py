"""Drafts: saved clause by clause, never written over unseen, finished as a version."""

import pytest

from openluban.kernel.actor import PUBLIC
from openluban.kernel.refusals import NotAllowed, NotFound, Refusal
from openluban.teaching.bilingual.errors import (
    CannotLeaveOut,
    ClausesMissing,
    ClauseUnknown,
    FormBroken,
    IsOriginal,
    NoOriginal,
    NothingWritten,
    SavedMeanwhile,
    SegmentsDiffer,
    SegmentTooLong,
)
from openluban.teaching.bilingual.models import Draft, DraftClause, MachineMade, MachineShare
from openluban.teaching.bilingual.rules.machine import machine_mark
from openluban.teaching.bilingual.tests.make import (
    AT,
    CHINA,
    HOST,
    NEW_ZH,
    RU,
    ZH,
    make_text,
    make_unit,
    opened,
    original,
    revise,
    save,
    translate,
)
from openluban.teaching.bilingual.use_cases.finish import Finishing, finish
from openluban.teaching.library.public import Mark, Unit, UnitText, against_source, texts_of
from openluban.teaching.memory.public import look_up

pytestmark = pytest.mark.django_db


def done(unit: Unit, **choices: bool) -> UnitText:
    finishing = Finishing(language="ru", **choices)
    return finish(unit_key=unit.key, finishing=finishing, actor=HOST, at=AT)


def marks(unit: Unit) -> list[Mark]:
    texts = texts_of(unit, HOST)
    newest = texts.newest("ru")
    assert newest is not None
    found = against_source(texts, newest)
    assert found is not None
    return [line.mark for line in found.lines if line.mark]


def test_a_translation_is_written_clause_by_clause_and_becomes_a_version() -> None:
    unit = original()
    translate(unit)
    text = done(unit)
    assert text.body == RU
    assert (text.version, text.state, text.made_by) == (1, "draft", HOST.key)
    assert set(marks(unit)) == {Mark.UNCHANGED}
    assert not Draft.objects.exists()


def test_finished_sentences_are_in_the_memory_with_their_neighbours() -> None:
    unit = original()
    translate(unit)
    done(unit)
    (match,) = look_up(
        "先断电。",
        source_language="zh-hans",
        target_language="ru",
        actor=HOST,
        before="安全",
        after="气压 0.6 MPa。",
    )
    assert (match.target, match.percent) == ("Сначала отключите питание.", 102)
    assert match.origin.status == "draft"
    assert not match.origin.is_machine


def test_the_original_changes_and_the_translation_is_stale_clause_by_clause() -> None:
    unit = original()
    make_text(unit, "ru", RU, is_published=True)
    revise(unit)
    rows = opened(unit).rows
    assert [row.mark for row in rows if row.is_stale] == [Mark.CHANGED] * 2
    changed = [row for row in rows if row.is_stale]
    # The first sentence of the paragraph is as it was; one came after it.
    assert [(pair.source, pair.target, pair.was) for pair in changed[0].pairs] == [
        ("先断电。", "Сначала отключите питание.", ""),
        ("再挂锁。", "", ""),
    ]
    assert [(pair.target, pair.was) for pair in changed[1].pairs] == [
        ("Давление 0,6 МПа.", "气压 0.6 MPa。")
    ]


def test_a_touched_clause_follows_again_and_others_stay_stale() -> None:
    unit = original()
    make_text(unit, "ru", RU, is_published=True)
    revise(unit)
    stale = [row for row in opened(unit).rows if row.is_stale]
    save(unit, stale[1], "Давление 0,5 МПа.")
    with pytest.raises(ClausesMissing):
        done(unit)
    text = done(unit, leave_out=True)
    assert text.body == RU.replace("0,6", "0,5")
    assert marks(unit).count(Mark.CHANGED) == 1


def test_a_stale_clause_that_still_holds_is_saved_as_it_is() -> None:
    unit = original("# 安全\n\n先断电。\n")
    make_text(unit, "ru", "# Безопасность\n\nСначала отключите питание.\n", is_published=True)
    revise(unit, "# 安全\n\n请先断电。\n")
    (stale,) = [row for row in opened(unit).rows if row.is_stale]
    save(unit, stale, stale.pairs[0].target)
    assert not [row for row in opened(unit).rows if row.is_stale]
    done(unit)
    assert set(marks(unit)) == {Mark.UNCHANGED}


def test_what_was_written_for_a_clause_that_changes_meanwhile_is_not_lost() -> None:
    unit = original()
    rows = opened(unit).rows
    save(unit, rows[2], "Давление 0,6 МПа.")
    revise(unit)
    found = opened(unit)
    (row,) = [row for row in found.rows if row.number]
    assert (row.mark, row.was, row.target) == (Mark.CHANGED, "气压 0.6 MPa。", "Давление 0,6 МПа.")
    # What was written offline for the clause of before is taken as well.
    save(unit, row, "Давление: 0,6 МПа.", digest=rows[2].digest)
    assert opened(unit).row(row.key) is not None
    revise(unit, "# 安全\n\n完全不同的内容。\n")
    (gone,) = [row for row in opened(unit).rows if row.number]
    assert (gone.mark, gone.target) == (Mark.REMOVED, "Давление: 0,6 МПа.")


def test_nobody_writes_over_what_they_have_not_seen() -> None:
    unit = original()
    row = opened(unit).rows[1]
    save(unit, row, "Отключите питание.", actor=CHINA)
    with pytest.raises(SavedMeanwhile):
        save(unit, row, "Сначала обесточьте.")
    assert opened(unit).rows[1].target == "Отключите питание."
    # Sent again because the answer was lost: nothing to refuse.
    assert save(unit, row, "Отключите питание.", actor=CHINA).number == 1
    save(unit, opened(unit).rows[1], "Сначала обесточьте.")
    assert opened(unit).rows[1].number == 2


def test_clauses_of_the_translation_alone_stay_where_they_are() -> None:
    unit = original("# 安全\n\n先断电。\n\n- 一\n- 二\n")
    body = "# Безопасность\n\nСначала отключите питание.\n\n## Своё\n\n- раз\n- два\n"
    made_from = opened(unit).source.clauses
    text = make_text(unit, "ru", body)
    UnitText.objects.filter(pk=text.pk).update(
        made_from=[made_from[0], made_from[1], "", made_from[2], made_from[3]]
    )
    row = opened(unit).rows[1]
    save(unit, row, "Сперва отключите питание.")
    assert done(unit).body == body.replace("Сначала", "Сперва")


def test_what_a_machine_made_says_so_for_ever() -> None:
    unit = original("# 安全\n\n先断电。\n")
    mark = machine_mark("先断电。", "zh-hans", "ru")
    MachineMade.objects.create(
        mark=mark, text="Выключите.", engine="test", asked_by="host", made_at=AT
    )
    rows = opened(unit).rows
    save(unit, rows[0], "Безопасность")
    # Whoever says they typed it: it is word for word what the machine gave.
    save(unit, rows[1], "Выключите.", origins=("typed",))
    save(unit, opened(unit).rows[1], "Сначала выключите питание.")
    text = done(unit)
    share = MachineShare.objects.get(text=text)
    assert (share.machine, share.segments, share.digests) == (1, 2, [text.clauses[1]])
    (match,) = look_up(
        "先断电。", source_language="zh-hans", target_language="ru", actor=HOST, limit=1
    )
    assert match.origin.is_machine
    # And in the next version, whose other clause is changed.
    save(unit, opened(unit).rows[0], "Техника безопасности")
    assert MachineShare.objects.get(text=done(unit)).machine == 1


@pytest.mark.parametrize("texts", [("# Не заголовок",), ("Раз.\n\n- два",), ("1. Пункт",)])
def test_words_that_would_change_the_form_are_refused(texts: tuple[str, ...]) -> None:
    unit = original("# 安全\n\n先断电。\n")
    rows = opened(unit).rows
    save(unit, rows[0], "Безопасность")
    save(unit, rows[1], *texts)
    with pytest.raises(FormBroken) as refused:
        done(unit)
    assert refused.value.details["place"] == 2


def test_what_cannot_be_finished() -> None:
    unit = original()
    with pytest.raises(NothingWritten):
        done(unit)
    save(unit, opened(unit).rows[0], "Безопасность")
    with pytest.raises(ClausesMissing) as missing:
        done(unit)
    assert missing.value.details["count"] == 5
    with pytest.raises(CannotLeaveOut):
        done(unit, leave_out=True)


def test_a_version_kept_by_somebody_else_is_not_written_over_unseen() -> None:
    unit = original()
    translate(unit)
    make_text(unit, "ru", RU.replace("Нажмите", "Жмите"))
    assert opened(unit).is_overtaken
    with pytest.raises(Refusal) as refused:
        done(unit)
    assert refused.value.code == "library.text_changed_meanwhile"
    assert done(unit, over_newer=True).version == 2


def test_what_is_refused_to_a_writer() -> None:
    unit = original()
    rows = opened(unit).rows
    with pytest.raises(NotAllowed):
        save(unit, rows[0], "x", actor=PUBLIC)
    with pytest.raises(NotAllowed):
        finish(unit_key=unit.key, finishing=Finishing(language="ru"), actor=PUBLIC, at=AT)
    with pytest.raises(SegmentsDiffer):
        save(unit, rows[4], "a", "b", "c")
    with pytest.raises(SegmentTooLong):
        save(unit, rows[0], "x" * 20_001)
    with pytest.raises(ClauseUnknown):
        save(unit, rows[0], "x", digest="0" * 32)
    with pytest.raises(IsOriginal):
        opened(unit, "zh-hans")
    with pytest.raises(NoOriginal):
        opened(make_unit("sorter.other"))
    unit.key = "sorter.nothing"
    with pytest.raises(NotFound):
        save(unit, rows[0], "x")
    assert not DraftClause.objects.exists()


def test_code_is_taken_over_and_a_row_keeps_its_cells() -> None:
    zh = "# 安全\n\n```st\nRun := TRUE;\n```\n\n| 项 | 值 |\n| :-- | --: |\n| 甲 `a\\|b` | 1 |\n"
    unit = original(zh)
    rows = opened(unit).rows
    save(unit, rows[0], "Безопасность")
    save(unit, rows[2], "Пункт", "Знач|ение")
    save(unit, rows[3], "А `a|b`", "1")
    body = done(unit).body
    assert body.startswith("# Безопасность\n\n```st\nRun := TRUE;\n```\n\n| Пункт |")
    assert body.endswith("| Пункт | Знач\\|ение |\n| :-- | --: |\n| А `a\\|b` | 1 |\n")
    assert NEW_ZH != ZH
