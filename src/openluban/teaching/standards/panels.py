"""What this module adds to the pages of standards, their versions and occupations."""

from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openluban.foundation.registers.panels import Filled, Panel, declare_panel
from openluban.foundation.registers.policies import may_propose
from openluban.foundation.registers.queries.visible import may_see
from openluban.foundation.ui.joining import names_listed
from openluban.foundation.ui.languages import language_name
from openluban.foundation.ui.pieces import Mark, ParallelUnit, TwoColumns, Wording
from openluban.kernel.actor import Actor
from openluban.kernel.numerals import format_day
from openluban.teaching.standards.lines import (
    FollowerLine,
    VersionLine,
    marks_of,
    named,
    sides_of_recognition,
)
from openluban.teaching.standards.models import Clause, Occupation, Standard, Version
from openluban.teaching.standards.queries.standing import (
    clauses_of,
    competences_for,
    followings_of,
    steps_of,
    versions_of,
)
from openluban.teaching.standards.rules.reading import two_languages

_MOST = 50


def _fill_versions(standard: Standard, actor: Actor, language: str) -> Filled:
    versions = versions_of(standard, actor)
    if not versions and not may_propose(actor):
        return None
    earlier = {newer.pk: older for newer, older in pairwise(versions)}
    return {
        "versions": [
            _version_line(standard, version, earlier.get(version.pk), language)
            for version in versions
        ]
    }


def _version_line(
    standard: Standard, version: Version, earlier: Version | None, language: str
) -> VersionLine:
    day = version.issued_on.text if version.issued_on else ""
    # Most editions are called by their year.
    days = format_day(day, language) if day and day != version.edition else ""
    return VersionLine(
        name=named(version, f"/standard-versions/{version.key}/", language),
        edition=version.edition,
        day=days,
        languages=names_listed(language_name(tag, language) for tag in version.languages),
        marks=marks_of(version),
        changes_url=changes_url(standard.key, earlier, version) if earlier else "",
    )


def changes_url(standard: str, earlier: Version, later: Version) -> str:
    """Return the address of what changed from one version of a standard to another."""
    return f"/standards/{standard}/changes/?from={earlier.key}&to={later.key}"


def _fill_recognition(standard: Standard, actor: Actor, language: str) -> Filled:
    steps = steps_of(standard, actor)
    if not steps:
        return None
    return {"sides": sides_of_recognition(steps, actor, language)}


def _fill_followers(standard: Standard, actor: Actor, language: str) -> Filled:
    followings = followings_of(standard, actor)
    if not followings:
        return None
    lines = []
    for each in followings:
        programme, workshop = each.programme, each.programme.workshop
        lines.append(
            FollowerLine(
                programme=named(programme, f"/programmes/{programme.key}/", language),
                workshop=named(workshop, f"/workshops/{workshop.key}/", language)
                if may_see(actor, workshop)
                else None,
                edition=Wording(
                    _("Edition: %(edition)s") % {"edition": each.standard_version.edition},
                    f"/standards-followed/{each.key}/",
                ),
                since=format_day(each.since.text, language) if each.since else "",
                until=format_day(each.until.text, language) if each.until else "",
                marks=marks_of(each),
            )
        )
    return {"followers": lines}


def _fill_clauses(version: Version, actor: Actor, language: str) -> Filled:
    clauses = clauses_of([version], actor)[version.pk]
    if not clauses:
        return {"text": None} if may_propose(actor) else None
    left, right = two_languages(_written_in(version, clauses), language)
    return {
        "text": TwoColumns(
            left_language=left,
            left_label=language_name(left, language),
            right_language=right or left,
            right_label=language_name(right, language) if right else "",
            units=tuple(_unit(clause, left, right) for clause in clauses),
        ),
        "list_url": f"/clauses/?standard_version={version.key}",
        "changes_url": f"/standards/{version.standard.key}/changes/?to={version.key}",
    }


def _written_in(version: Version, clauses: list[Clause]) -> list[str]:
    """Return the languages of the text: first those that the version names, as it names them."""
    present = dict.fromkeys(tag for clause in clauses for tag in clause.text.wordings)
    return [*(tag for tag in version.languages if tag in present)] + [
        tag for tag in present if tag not in version.languages
    ]


def _unit(clause: Clause, left: str, right: str) -> ParallelUnit:
    wordings = clause.text.wordings
    missing = Mark(_("not written in this language"), "seal")
    return ParallelUnit(
        left=wordings.get(left, ""),
        right=wordings.get(right, ""),
        anchor=f"clause-{clause.key}",
        label=clause.number,
        left_mark=None if left in wordings else missing,
        right_mark=None if right in wordings or not right else missing,
    )


def _fill_occupation(occupation: Occupation, actor: Actor, language: str) -> Filled:
    found = competences_for(occupation, actor, most=_MOST + 1)
    if not found:
        return None
    lines: list[Any] = [
        (
            named(each, f"/competences/{each.key}/", language),
            named(
                each.standard_version, f"/standard-versions/{each.standard_version.key}/", language
            ),
        )
        for each in found[:_MOST]
    ]
    more = f"/competences/?occupation={occupation.key}" if len(found) > _MOST else ""
    return {"lines": lines, "more_url": more}


VERSIONS = declare_panel(
    "standards",
    Panel(
        key="versions",
        title=gettext_lazy("Versions"),
        template="standards/versions_panel.html",
        fill=_fill_versions,
        replaces="standard-versions",
        order=10,
    ),
)
RECOGNITION = declare_panel(
    "standards",
    Panel(
        key="recognition",
        title=gettext_lazy("Recognition"),
        template="standards/recognition_panel.html",
        fill=_fill_recognition,
        order=20,
    ),
)
FOLLOWERS = declare_panel(
    "standards",
    Panel(
        key="followers",
        title=gettext_lazy("Programmes that follow it"),
        template="standards/followers_panel.html",
        fill=_fill_followers,
        order=30,
    ),
)
CLAUSES = declare_panel(
    "standard-versions",
    Panel(
        key="clauses",
        title=gettext_lazy("Clauses"),
        template="standards/clauses_panel.html",
        fill=_fill_clauses,
        replaces="clauses",
        order=10,
    ),
)
NEEDED = declare_panel(
    "occupations",
    Panel(
        key="competences",
        title=gettext_lazy("Competences that it needs"),
        template="standards/occupation_panel.html",
        fill=_fill_occupation,
        order=10,
    ),
)
