"""How an enrolment moves from state to state."""

from collections.abc import Iterable, Sequence
from datetime import date

from openluban.learning.learners.rules.words import State

NEXT: dict[State, frozenset[State]] = {
    State.APPLIED: frozenset({State.OFFERED, State.ENROLLED, State.WITHDRAWN}),
    State.OFFERED: frozenset({State.ENROLLED, State.WITHDRAWN}),
    State.ENROLLED: frozenset({State.ON_LEAVE, State.WITHDRAWN, State.COMPLETED}),
    State.ON_LEAVE: frozenset({State.ENROLLED, State.WITHDRAWN}),
    State.WITHDRAWN: frozenset({State.APPLIED, State.ENROLLED}),
    State.COMPLETED: frozenset({State.CERTIFIED}),
    State.CERTIFIED: frozenset(),
}
"""What may follow a state. Whoever withdrew may come back; certified is the end."""
FIRST = (State.APPLIED, State.OFFERED, State.ENROLLED)
"""States that an enrolment begins with when a hand writes it; an import may begin with any."""
HERE = frozenset({State.ENROLLED, State.ON_LEAVE})
"""States of those who learn now."""

Step = tuple[State, date]


def may_follow(before: State | None, after: State) -> bool:
    """Test whether a state may follow another (None: be the first that a hand writes)."""
    return after in FIRST if before is None else after in NEXT[before]


def first_fault(steps: Sequence[Step], *, begins_anywhere: bool = False) -> int | None:
    """Return the place of the first step that may not follow the one before; None if all may.

    A day before that of the step before is a fault as well.
    """
    before: Step | None = None
    for place, step in enumerate(steps):
        if before is None:
            fits = begins_anywhere or may_follow(None, step[0])
        else:
            fits = may_follow(before[0], step[0]) and step[1] >= before[1]
        if not fits:
            return place
        before = step
    return None


def in_order_of_usage(states: Iterable[State]) -> list[State]:
    """Return states in the order in which they usually follow each other."""
    order = list(State)
    return sorted(states, key=order.index)
