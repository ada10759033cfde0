"""Taking packages over in tests."""

from openluban.kernel.actor import Actor
from openluban.learning.learners.formats.oneroster.learners import roster_of
from openluban.learning.learners.formats.oneroster.reading import read_package
from openluban.learning.learners.tests.make import (
    AT,
)
from openluban.learning.learners.tests.packages import GOOD
from openluban.learning.learners.use_cases.import_roster import (
    import_roster,
    preview_roster,
)
from openluban.learning.learners.use_cases.rosters.plan import Choices, Plan

PLACE = "tj-ttu"

UNDECIDED = Choices()

MARKS = {
    "manifest": GOOD["manifest.csv"]
    + "file.lineItems,bulk\r\nfile.results,bulk\r\nfile.categories,bulk\r\n",
    "categories": "sourcedId,title\r\ncat-1,Projects\r\n",
    "lineItems": "sourcedId,title,assignDate,dueDate,classSourcedId,categorySourcedId,"
    "resultValueMin,resultValueMax\r\n"
    "li-1,Sorter,2026-10-01,2026-11-01,class-1,cat-1,0,50\r\n",
    "results": "sourcedId,lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate,"
    "comment\r\n"
    "r-1,li-1,u-1,fully graded,41.5,2026-11-02,well built\r\n"
    "r-2,li-1,u-2,not submitted,,2026-11-02,\r\n"
    "r-3,li-1,u-3,fully graded,10,2026-11-02,\r\n",
}


def take(
    data: bytes,
    actor: Actor,
    choices: Choices = UNDECIDED,
    expected: str = "",
) -> Plan:
    """Take a package over."""
    package = read_package(data, filename="x.zip")
    roster = roster_of(package, source="so-1", file="x.zip")
    return import_roster(
        roster=roster, workshop=PLACE, choices=choices, actor=actor, at=AT, expected=expected
    )


def preview(data: bytes, actor: Actor, choices: Choices = UNDECIDED) -> Plan:
    """Return what a package would change."""
    package = read_package(data, filename="x.zip")
    roster = roster_of(package, source="so-1", file="x.zip")
    return preview_roster(roster=roster, workshop=PLACE, choices=choices, actor=actor, at=AT)


def counts(plan: Plan) -> dict[str, dict[str, int]]:
    """Return what is counted, where there is any."""
    return {kind: dict(found) for kind, found in plan.counts.items() if found}
