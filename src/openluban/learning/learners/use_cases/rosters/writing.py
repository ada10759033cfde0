"""Writing what a plan says, in few statements however many learners there are."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import F

from openluban.foundation.columns.bulk import insert_columns, update_columns
from openluban.kernel.dates import ImpreciseDate
from openluban.kernel.keys import new_key
from openluban.kernel.text import LocalizedText
from openluban.learning.learners.models.duplicates import Likeness
from openluban.learning.learners.models.enrolments import Enrolment
from openluban.learning.learners.models.marks import Mark
from openluban.learning.learners.models.persons import Person, PersonName
from openluban.learning.learners.models.places import Cohort, Training
from openluban.learning.learners.models.rosters import ErasedId
from openluban.learning.learners.rules.names import Name, folded, sort_form, sound
from openluban.learning.learners.rules.transliteration import is_chinese, is_cyrillic
from openluban.learning.learners.rules.words import ContactKind, NameKind, Origin, Route
from openluban.learning.learners.use_cases.rosters.plan import Plan
from openluban.learning.learners.use_cases.rosters.stepping import change_enrolments, chunks
from openluban.learning.learners.writing import (
    NewEnrolment,
    write_contacts,
    write_enrolments,
    write_names,
    write_numbers,
    write_persons,
)

_MODELS: dict[str, Any] = {
    "persons": Person,
    "cohorts": Cohort,
    "enrolments": Enrolment,
    "marks": Mark,
}


def write_plan(plan: Plan, *, at: datetime) -> dict[str, str]:
    """Write everything; return the keys of the new enrolments by their ids in the file."""
    trainings = _write_trainings(plan)
    cohorts = _write_cohorts(plan, trainings)
    persons = _write_persons(plan, at)
    _change_cohorts(plan)
    _change_persons(plan, at)
    enrolments = _write_enrolments(plan, persons, cohorts, trainings, at)
    change_enrolments(plan, cohorts, at)
    _write_marks(plan, enrolments, at)
    _note_missing(plan, at)
    _propose(plan, persons, at)
    return {id_: key for id_, (key, _pk) in enrolments.items()}


def _write_trainings(plan: Plan) -> dict[str, int]:
    """Return the ids of all trainings by their ids in the file."""
    made = Training.objects.bulk_create(
        Training(
            workshop_id=plan.workshop,
            name=LocalizedText({_language_of(title): title}),
            source=plan.roster.source,
            external_id=id_,
        )
        for id_, title in plan.trainings.items()
    )
    return {**plan.known.trainings, **{each.external_id: each.pk for each in made}}


def _language_of(title: str) -> str:
    """Return the language that a title is most probably in; files do not say it."""
    if is_chinese(title):
        return "zh-hans"
    return "ru" if is_cyrillic(title) else "en"


def _write_cohorts(plan: Plan, trainings: dict[str, int]) -> dict[str, int]:
    """Return the ids of all cohorts by their ids in the file."""
    made = Cohort.objects.bulk_create(
        Cohort(
            workshop_id=plan.workshop,
            programme_id=each.programme,
            training_id=trainings[each.training] if each.training else None,
            name=each.said.name[:120],
            starts_on=each.said.starts or plan.today,
            ends_on=each.said.ends or None,
            source=plan.roster.source,
            external_id=id_,
        )
        for id_, each in plan.cohorts.items()
    )
    known = {id_: each.pk for id_, each in plan.known.cohorts.items()}
    return known | {each.external_id: each.pk for each in made}


def _write_persons(plan: Plan, at: datetime) -> dict[str, int]:
    """Return the ids of all persons by their ids in the file."""
    back = [each.digest for each in plan.erased if each.is_taken]
    ErasedId.objects.filter(workshop=plan.workshop, digest__in=back).delete()
    persons = {id_: each.pk for id_, each in plan.known.persons.items()}
    for some in chunks(list(plan.persons.items())):
        ids = write_persons([new for _id, new in some], at=at)
        persons |= {id_: ids[new.key] for id_, new in some}
    return persons


def _change_cohorts(plan: Plan) -> None:
    changes = plan.cohort_changes
    columns: dict[str, list[Any]] = {
        "name": [name for _pk, name, _starts, _ends in changes],
        "starts_on": [starts for _pk, _name, starts, _ends in changes],
        "ends_on": [ends for _pk, _name, _starts, ends in changes],
    }
    update_columns(Cohort, "id", [change[0] for change in changes], columns)


def _change_persons(plan: Plan, at: datetime) -> None:
    births = [
        (pk, ImpreciseDate.read(born) if born else None, sex) for pk, born, sex in plan.births
    ]
    columns: dict[str, list[Any]] = {
        "born_on": [born for _pk, born, _sex in births],
        "born_on_earliest": [born.earliest if born else None for _pk, born, _sex in births],
        "born_on_latest": [born.latest if born else None for _pk, born, _sex in births],
        "sex": [sex for _pk, _born, sex in births],
    }
    update_columns(Person, "id", [pk for pk, _born, _sex in births], columns)
    _change_names(plan.names_changed)
    write_names(plan.names_added)
    write_contacts([(pk, ContactKind(kind), value) for pk, kind, value in plan.contacts])
    write_numbers(plan.numbers)
    _sort_anew(plan.resorted)
    changed = {each.key for each in plan.differences if each.kind == "persons"}
    for some in chunks(sorted(changed), 5_000):
        Person.objects.filter(key__in=some).update(version=F("version") + 1, changed_at=at)


def _change_names(names: Sequence[tuple[int, Name]]) -> None:
    columns = {
        "full": [name.full for _pk, name in names],
        "given": [name.given for _pk, name in names],
        "family": [name.family for _pk, name in names],
        "middle": [name.middle for _pk, name in names],
        "folded": [folded(name) for _pk, name in names],
        "sound": [sound(name) for _pk, name in names],
    }
    update_columns(PersonName, "id", [pk for pk, _name in names], columns)


def _sort_anew(persons: set[int]) -> None:
    for some in chunks(sorted(persons), 5_000):
        found: dict[int, list[Name]] = {}
        rows = PersonName.objects.filter(person_id__in=some)
        for person, kind, full, language in rows.values_list(
            "person_id", "kind", "full", "language"
        ):
            name = Name(NameKind(kind), full, language=language)
            found.setdefault(person, []).append(name)
        columns = {"sort_name": [sort_form(names) for names in found.values()]}
        update_columns(Person, "id", list(found), columns)


def _write_enrolments(
    plan: Plan,
    persons: dict[str, int],
    cohorts: dict[str, int],
    trainings: dict[str, int],
    at: datetime,
) -> dict[str, tuple[str, int]]:
    """Return key and id of all enrolments by their ids in the file and by their keys."""
    found = {each.key: (each.key, each.pk) for each in plan.known.enrolments.values()}
    for some in chunks(list(plan.places.values())):
        new = [
            NewEnrolment(
                persons[each.person],
                plan.workshop,
                Route.TRAINING if each.training else Route.DEGREE,
                each.steps,
                programme=each.programme,
                training=trainings[each.training] if each.training else None,
                cohort=cohorts[each.cohort] if each.cohort else None,
                by=Origin.IMPORT,
                source=plan.roster.source,
                external_id=each.id,
                key=new_key(),
            )
            for each in some
        ]
        ids = write_enrolments(new, at=at)
        found |= {each.external_id: (each.key, ids[each.key]) for each in new}
    return found


def _write_marks(plan: Plan, enrolments: dict[str, tuple[str, int]], at: datetime) -> None:
    new, many = plan.marks, len(plan.marks)
    insert_columns(
        Mark,
        {
            "enrolment_id": [enrolments[each.enrolment][1] for each in new],
            "stage": [""] * many,
            "title": [each.title for each in new],
            "score": [each.score for each in new],
            "out_of": [each.out_of for each in new],
            "on": [each.on for each in new],
            "by": [Origin.IMPORT.value] * many,
            "remark": [each.remark for each in new],
            "source": [plan.roster.source] * many,
            "external_id": [each.id for each in new],
            "recorded_at": [at] * many,
            "version": [1] * many,
        },
    )
    changed = plan.mark_changes
    columns: dict[str, list[Any]] = {
        "score": [score for _pk, score, _out_of, _on, _remark in changed],
        "out_of": [out_of for _pk, _score, out_of, _on, _remark in changed],
        "on": [on for _pk, _score, _out_of, on, _remark in changed],
        "remark": [remark for _pk, _score, _out_of, _on, remark in changed],
        "by": [Origin.IMPORT.value] * len(changed),
        "recorded_at": [at] * len(changed),
    }
    update_columns(Mark, "id", [change[0] for change in changed], columns)


def _note_missing(plan: Plan, at: datetime) -> None:
    for kind, model in _MODELS.items():
        for pks, since in ((plan.missing.get(kind), at), (plan.back.get(kind), None)):
            found = pks or []
            update_columns(model, "id", found, {"missing_since": [since] * len(found)})


def _propose(plan: Plan, persons: dict[str, int], at: datetime) -> None:
    """Propose new persons as duplicates of those they are like."""
    rows = {said.row: said.id for said in plan.roster.persons}
    here = {each.key: each.pk for each in plan.known.others}
    pairs = [(here[each.key], persons[rows[each.row]], each) for each in plan.likely if each.key]
    Likeness.objects.bulk_create(
        (
            Likeness(
                first_id=first,
                second_id=second,
                score=each.score,
                reasons=list(each.reasons),
                found_at=at,
            )
            for first, second, each in pairs
        ),
        ignore_conflicts=True,
    )
