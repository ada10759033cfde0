"""Refusals: what a use case says when it will not do what was asked.

A refusal is anticipated: it has a stable code that programs may rely on and a sentence for people.
It is never logged as a fault. Anything else that is raised is a fault and is never caught.
"""

import dataclasses
from collections.abc import Sequence
from typing import Any, ClassVar


class Refusal(Exception):
    """Base of everything that is refused; ``details`` fill the sentence's ``%(name)s`` places."""

    code: ClassVar[str] = "refused"
    sentence: ClassVar[Any] = "This is not possible."

    def __init__(self, **details: object) -> None:
        super().__init__(self.code)
        self.details = details

    def __str__(self) -> str:
        text = str(self.sentence)
        return text % self.details if self.details else text


class NotAllowed(Refusal):
    """The actor may not do this."""

    code = "not_allowed"
    sentence = "You may not do this."


class NotFound(Refusal):
    """There is no such thing, or the actor may not know of it."""

    code = "not_found"
    sentence = "There is nothing here under this name."


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """One fault of an input: where it is, which rule it breaks, and the sentence for people."""

    rule: str
    sentence: Any
    field: str = ""
    row: int | None = None
    details: dict[str, object] = dataclasses.field(default_factory=dict)

    def __str__(self) -> str:
        text = str(self.sentence)
        return text % self.details if self.details else text


class Invalid(Refusal):
    """The input breaks rules; ``problems`` names each with its field (and row)."""

    code = "invalid"
    sentence = "Some of what was entered cannot be taken over."

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__()
        self.problems = tuple(problems)

    def __str__(self) -> str:
        said = [_placed(problem) for problem in self.problems[:_SAID]]
        if len(self.problems) > _SAID:
            said.append(f"(+{len(self.problems) - _SAID})")
        return "; ".join(said) or str(self.sentence)


_SAID = 5
"""How many problems the one-line form names."""


def _placed(problem: Problem) -> str:
    place = [str(part) for part in (problem.row, problem.field) if part]
    return f"{' '.join(place)}: {problem}" if place else str(problem)
