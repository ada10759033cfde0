"""Counting how units and courses are used, from the statements that came since the last time."""

from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotAllowed
from openluban.learning.statements.counting import add, count_through, counted_through, uncounted
from openluban.learning.statements.policies import may_keep
from openluban.learning.statements.rows import one_writes

_AT_ONCE = 500


def count_uses(*, actor: Actor, anew: bool = False) -> int:
    """Count the statements that came since the last time; return how many there were.

    They are counted in portions, each of them whole: broken off, it goes on with the next call.
    ``anew``: what was counted is forgotten first.

    :raises NotAllowed: the actor may not keep statements
    """
    if not may_keep(actor):
        raise NotAllowed
    if anew:
        with one_writes() as cursor:
            cursor.execute("DELETE FROM statements_use")
            count_through(cursor, 0)
    total = 0
    while True:
        with one_writes() as cursor:
            rows = uncounted(cursor, counted_through(cursor), _AT_ONCE)
            if not rows:
                return total
            add(cursor, rows)
            count_through(cursor, rows[-1][0])
        total += len(rows)
