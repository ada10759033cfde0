"""What panels show of versions, of authorities' steps and of programmes, ready to be read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from openluban.foundation.registers.queries.visible import may_see
from openluban.foundation.registers.record import Standing
from openluban.foundation.ui.pieces import Mark, Wording, Words
from openluban.kernel.actor import Actor
from openluban.kernel.numerals import format_day
from openluban.teaching.standards.models import Recognition, State
from openluban.teaching.standards.rules.recognising import Step, in_order, is_home, stands

_STATES = dict(State.choices)
_LOUD = {State.ACCREDITED: "timber", State.SUPERSEDED: "seal"}


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version; ``changes_url`` leads to what changed since the one before."""

    name: Wording
    edition: str
    day: str
    languages: str
    marks: tuple[Mark, ...]
    changes_url: str


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step with its day, act, what it covers and when it expires, as far as known."""

    state: Words
    url: str
    day: str
    act: str
    coverage: str
    until: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class EditionLines:
    """How a version stands with an authority, and the steps that led there."""

    edition: str
    stands: Mark | None
    steps: tuple[StepLine, ...]


@dataclass(frozen=True, slots=True)
class AuthorityLines:
    """An authority; ``name`` is None if the reader may not know of it."""

    name: Wording | None
    editions: tuple[EditionLines, ...]


@dataclass(frozen=True, slots=True)
class SideLines:
    """The authorities of one side."""

    title: Words
    authorities: tuple[AuthorityLines, ...]


@dataclass(frozen=True, slots=True)
class FollowerLine:
    """A programme with its workshop, and which version it follows since when."""

    programme: Wording
    workshop: Wording | None
    edition: Wording
    since: str
    until: str
    marks: tuple[Mark, ...]


def named(record: Any, url: str, language: str) -> Wording:
    """Return a record's name as a link, in the reader's language or the best there is."""
    spoken, words = record.name.best(language)
    other = "" if spoken == language else spoken
    return Wording(words or record.key, url, other, spoken in record.name.ours)


def marks_of(record: Any) -> tuple[Mark, ...]:
    """Return the mark of a record that an officer has not taken over yet."""
    return (Mark(_("waits for an officer")),) if record.standing == Standing.PROPOSED else ()


def sides_of_recognition(
    steps: Sequence[Recognition], actor: Actor, language: str
) -> tuple[SideLines, ...]:
    """Return the steps by side (the Chinese first), authority and version.

    ``steps`` come with those of one authority and version next to each other.
    """
    home = [step for step in steps if _is_home(step)]
    host = [step for step in steps if not _is_home(step)]
    return (
        SideLines(_("Chinese side"), tuple(_authorities(home, actor, language))),
        SideLines(_("Host side"), tuple(_authorities(host, actor, language))),
    )


def _is_home(step: Recognition) -> bool:
    country = step.authority.country
    return country is not None and is_home(country.alpha2)


def _authorities(
    steps: Iterable[Recognition], actor: Actor, language: str
) -> Iterable[AuthorityLines]:
    for _pk, group in groupby(steps, key=lambda step: step.authority.pk):
        own = list(group)
        authority = own[0].authority
        seen = may_see(actor, authority)
        yield AuthorityLines(
            named(authority, f"/institutions/{authority.key}/", language) if seen else None,
            tuple(
                _edition(list(of_version), language)
                for _version, of_version in groupby(own, key=lambda step: step.standard_version.pk)
            ),
        )


def _edition(steps: list[Recognition], language: str) -> EditionLines:
    by_key = {step.key: step for step in steps}
    taken = [_step(step) for step in steps if step.standing == Standing.ACCEPTED]
    last = stands(taken)
    return EditionLines(
        steps[0].standard_version.edition,
        Mark(_STATES[last.state], _LOUD.get(State(last.state), "plain")) if last else None,  # type: ignore[arg-type]
        tuple(
            _line(by_key[each.key], language)
            for each in reversed(in_order([_step(step) for step in steps]))
        ),
    )


def _step(step: Recognition) -> Step:
    return Step(step.state, step.on, step.key)


def _line(step: Recognition, language: str) -> StepLine:
    return StepLine(
        state=_STATES[step.state],
        url=f"/recognitions/{step.key}/",
        day=format_day(step.on.text, language) if step.on else "",
        act=step.act_number,
        coverage=step.coverage,
        until=format_day(step.until.text, language) if step.until else "",
        marks=marks_of(step),
    )
