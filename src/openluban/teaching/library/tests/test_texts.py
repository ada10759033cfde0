"""Writing, reviewing, publishing and superseding."""

import pytest

from openluban.foundation.history.models import Entry
from openluban.foundation.registers.errors import AlreadyRetired
from openluban.foundation.registers.tests.make import make_contributor, make_officer
from openluban.foundation.registers.use_cases.end import retire_record
from openluban.foundation.search.finding import find
from openluban.kernel.actor import PUBLIC, SYSTEM, Actor
from openluban.kernel.refusals import Invalid, NotAllowed, NotFound
from openluban.teaching.library import errors
from openluban.teaching.library.models import State, Unit, UnitText
from openluban.teaching.library.queries.standing import standings_of
from openluban.teaching.library.queries.texts import texts_of
from openluban.teaching.library.rules import Stale
from openluban.teaching.library.tests.make import AT, RU, ZH, make_resource, make_text, make_unit
from openluban.teaching.library.use_cases.publish import publish_text
from openluban.teaching.library.use_cases.review import review_text
from openluban.teaching.library.use_cases.supersede import supersede_text
from openluban.teaching.library.use_cases.write_unit_text import Writing, write_unit_text

pytestmark = pytest.mark.django_db
FIRST = ("zh-hans", 1)


@pytest.fixture
def unit() -> Unit:
    return make_unit()


def write(unit: Unit, actor: Actor = SYSTEM, **given: object) -> UnitText:
    fields: dict[str, object] = {"language": "zh-hans", "body": ZH, **given}
    writing = Writing(**fields)  # type: ignore[arg-type]
    return write_unit_text(unit_key=unit.key, writing=writing, actor=actor, at=AT)


def staleness(unit: Unit, language: str) -> Stale:
    standings = standings_of({unit.pk: texts_of(unit, SYSTEM)})[unit.pk]
    return next(each.stale for each in standings if each.language == language)


def test_versions_are_numbered_from_one_and_remember_who_wrote_them(unit: Unit) -> None:
    carl = make_contributor()
    one, two = write(unit, carl), write(unit, carl, body=ZH + "\n末")

    assert (one.version, two.version) == (1, 2)
    assert (one.state, one.made_by, one.scope) == (State.DRAFT, carl.key, "ektu")
    assert one.title == "安全"
    entry = Entry.objects.about("units", unit.key)[0]
    assert (entry.action, entry.changes) == ("library.text_written", {"text": [None, "zh-hans 2"]})


def test_a_translation_knows_the_version_and_the_clauses_it_was_made_from(unit: Unit) -> None:
    source = write(unit)
    translation = write(unit, language="ru", body=RU)

    assert translation.source == source
    assert translation.made_from == source.clauses


def test_what_is_not_written(unit: Unit) -> None:
    write(unit)
    with pytest.raises(NotAllowed):
        write(unit, PUBLIC)
    with pytest.raises(errors.LanguageUnknown):
        write(unit, language="xx")
    for empty in ("", " \n", "<br>", "---"):
        with pytest.raises(errors.TextEmpty):
            write(unit, body=empty)
    with pytest.raises(errors.TextTooLong):
        write(unit, body="a" * 200_001)
    with pytest.raises(errors.TooManyClauses):
        write(unit, body="a\n\n" * 2_001)
    with pytest.raises(errors.TextUnchanged):
        write(unit)
    with pytest.raises(errors.TextChangedMeanwhile):
        write(unit, body="# 新", begun_from=0)
    with pytest.raises(errors.NoSuchSource):
        write(unit, language="ru", body=RU, source_version=7)
    with pytest.raises(NotFound):
        write(Unit(key="none"))
    assert UnitText.objects.count() == 1


def test_a_retired_unit_is_not_written(unit: Unit) -> None:
    retire_record(
        register_key="units", key=unit.key, reason="An error.", version=1, actor=SYSTEM, at=AT
    )
    with pytest.raises(AlreadyRetired):
        write(unit)


def test_only_the_other_side_reviews(unit: Unit) -> None:
    carl, colleague = make_contributor(), make_contributor("Cora")
    other = make_contributor("Oleg", scope="tute")
    write(unit, carl)
    for actor in (carl, colleague, SYSTEM):
        with pytest.raises(errors.NeedsOtherSide):
            review_text(unit_key=unit.key, edition=FIRST, actor=actor, at=AT)
    with pytest.raises(NotAllowed):
        review_text(unit_key=unit.key, edition=FIRST, actor=PUBLIC, at=AT)
    text = review_text(unit_key=unit.key, edition=FIRST, actor=other, at=AT)

    assert (text.state, text.reviewed_by) == (State.REVIEWED, other.key)
    with pytest.raises(errors.NotADraft):
        review_text(unit_key=unit.key, edition=FIRST, actor=make_officer(), at=AT)
    with pytest.raises(NotFound):
        review_text(unit_key=unit.key, edition=("ru", 1), actor=other, at=AT)


def test_an_officer_does_not_review_what_they_wrote(unit: Unit) -> None:
    olga = make_officer()
    write(unit, olga)
    with pytest.raises(errors.NeedsOtherSide):
        review_text(unit_key=unit.key, edition=FIRST, actor=olga, at=AT)


def test_publishing_supersedes_the_version_before(unit: Unit) -> None:
    olga, carl = make_officer(), make_contributor()
    write(unit, carl)
    with pytest.raises(NotAllowed):
        publish_text(unit_key=unit.key, edition=FIRST, actor=carl, at=AT)
    with pytest.raises(errors.NotReviewed):
        publish_text(unit_key=unit.key, edition=FIRST, actor=olga, at=AT)
    review_text(unit_key=unit.key, edition=FIRST, actor=olga, at=AT)
    publish_text(unit_key=unit.key, edition=FIRST, actor=olga, at=AT)
    make_text(unit, body="# 新版\n\n接近开关", is_published=True)

    assert list(UnitText.objects.order_by("version").values_list("state", flat=True)) == [
        State.SUPERSEDED,
        State.PUBLISHED,
    ]
    unit.refresh_from_db()
    assert unit.name.wordings["zh-hans"] == "安全"


def test_an_older_version_is_not_published_after_a_newer(unit: Unit) -> None:
    write(unit)
    make_text(unit, body="# 新", is_published=True)
    with pytest.raises(errors.OlderThanPublished):
        publish_text(unit_key=unit.key, edition=FIRST, without_review="x", actor=SYSTEM, at=AT)


def test_published_words_are_found_in_every_language_and_drafts_are_not(unit: Unit) -> None:
    make_text(unit, is_published=True)
    make_text(unit, "ru", RU)

    assert [hit.key for hit in find("急停按钮", actor=PUBLIC).hits] == [unit.key]
    assert find("отключите питание", actor=PUBLIC).hits == []
    make_text(unit, "ru", RU + "\nещё\n", is_published=True)
    assert [hit.key for hit in find("отключите питание", actor=PUBLIC).hits] == [unit.key]


def test_superseding_needs_a_reason_and_something_published(unit: Unit) -> None:
    make_text(unit)
    given = {"unit_key": unit.key, "edition": FIRST, "at": AT}
    with pytest.raises(errors.NotPublished):
        supersede_text(**given, reason="Wrong.", actor=SYSTEM)  # type: ignore[arg-type]
    publish_text(unit_key=unit.key, edition=FIRST, without_review="x", actor=SYSTEM, at=AT)
    with pytest.raises(NotAllowed):
        supersede_text(**given, reason="Wrong.", actor=make_contributor())  # type: ignore[arg-type]
    with pytest.raises(errors.ReasonMissing):
        supersede_text(**given, reason=" ", actor=SYSTEM)  # type: ignore[arg-type]
    supersede_text(**given, reason="Wrong pressure.", actor=SYSTEM)  # type: ignore[arg-type]

    assert UnitText.objects.get().state == State.SUPERSEDED
    assert find("急停按钮", actor=PUBLIC).hits == []


def test_staleness_follows_the_published_source_clause_by_clause(unit: Unit) -> None:
    make_text(unit, is_published=True)
    make_text(unit, "ru", RU, is_published=True)
    assert not staleness(unit, "ru")
    changed = ZH.replace("0.6 MPa", "0.5 MPa").replace("先断电。", "先断电。\n\n再排气。")
    make_text(unit, body=changed)
    assert not staleness(unit, "ru"), "a draft of the source makes nothing stale"
    publish_text(unit_key=unit.key, edition=("zh-hans", 2), without_review="x", actor=SYSTEM, at=AT)
    assert staleness(unit, "ru") == Stale(changed=1, new=1)


def test_only_what_was_touched_or_checked_follows_the_new_source(unit: Unit) -> None:
    make_text(unit, is_published=True)
    make_text(unit, "ru", RU, is_published=True)
    changed = ZH.replace("0.6 MPa", "0.5 MPa").replace("0.5 s", "0.4 s")
    make_text(unit, body=changed, is_published=True)
    assert staleness(unit, "ru") == Stale(changed=2)

    touched = RU.replace("0,6", "0,5")
    make_text(unit, "ru", touched, is_published=True)
    assert staleness(unit, "ru") == Stale(changed=1)

    make_text(unit, "ru", touched, is_published=True, is_checked=True)
    assert not staleness(unit, "ru")


def test_what_contributors_start_is_proposed_and_not_for_the_public() -> None:
    carl = make_contributor()
    make_resource(actor=carl)
    proposed = make_unit(actor=carl)
    make_text(proposed, actor=carl)

    assert proposed.standing == "proposed"
    with pytest.raises(NotFound):
        review_text(
            unit_key=proposed.key, edition=FIRST, actor=make_contributor("Oleg", "tute"), at=AT
        )


@pytest.mark.parametrize(
    ("field", "value"), [("rights", "free for all"), ("original_language", "klingon")]
)
def test_a_resource_has_rights_and_a_language_that_are_known(field: str, value: str) -> None:
    with pytest.raises(Invalid, match=field):
        make_resource(**{field: value})  # type: ignore[arg-type]
