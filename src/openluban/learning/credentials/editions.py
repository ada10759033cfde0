"""What was awarded keeps the wording of its day: editions of achievements."""

from datetime import datetime
from typing import Any

from openluban.kernel.canonical import digest
from openluban.kernel.text import LANGUAGES
from openluban.learning.credentials.models.achievements import Achievement, Alignment, Edition


def wording_of(achievement: Achievement) -> dict[str, Any]:
    """Return what an award of today would say of the achievement; one query."""
    alignments = Alignment.objects.shown().filter(achievement=achievement)
    found = alignments.select_related("occupation", "competence").order_by("pk")
    return {
        "kind": achievement.kind,
        "name": dict(achievement.name.wordings),
        "description": dict(achievement.description.wordings),
        "criteria": dict(achievement.criteria.wordings),
        "alignments": [_alignment(each) for each in found],
    }


def _alignment(alignment: Alignment) -> dict[str, str]:
    if alignment.occupation is not None:
        occupation = alignment.occupation
        names, path, code = occupation.name, f"/occupations/{occupation.key}/", occupation.code
        return {"name": str(names), "path": path, "code": code, "framework": "ISCO-08"}
    competence = alignment.competence
    assert competence is not None  # noqa: S101 - the register refuses one that is aligned to nothing
    path = competence.esco_uri or f"/competences/{competence.key}/"
    framework = "ESCO" if competence.esco_uri else ""
    return {"name": str(competence.name), "path": path, "code": "", "framework": framework}


def edition_of(achievement: Achievement, *, at: datetime) -> Edition:
    """Return the edition that says what the achievement says today; a new one if need be.

    Call it inside a transaction that awards.
    """
    wording = wording_of(achievement)
    mark = digest(wording)
    # Two awards at once must not both make the next edition.
    Achievement.objects.select_for_update().get(pk=achievement.pk)
    last = achievement.editions.order_by("-number").first()
    if last is not None and last.digest == mark:
        return last
    return Edition.objects.create(
        achievement=achievement,
        number=last.number + 1 if last else 1,
        wording=wording,
        digest=mark,
        made_at=at,
    )


def languages_in(wording: dict[str, str]) -> list[str]:
    """Return the languages of a wording: those of the interface first, in their order."""
    ours = [language for language in LANGUAGES if language in wording]
    return ours + sorted(language for language in wording if language not in LANGUAGES)


def in_all_languages(wording: dict[str, str], between: str) -> str:
    """Return a wording in each of its languages, one after the other."""
    said = (wording[language] for language in languages_in(wording))
    return between.join(dict.fromkeys(said))
