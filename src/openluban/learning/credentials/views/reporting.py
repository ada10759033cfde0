"""A report on a credential as a page shows it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import (
    Cell,
    Column,
    Fact,
    FactList,
    Mark,
    Row,
    TableView,
    Wording,
    Words,
)
from openluban.kernel.numerals import format_day
from openluban.learning.credentials.verification.report import (
    Check,
    Outcome,
    Report,
    Subject,
    Verdict,
)

VERDICTS: dict[Verdict, tuple[Words, Words]] = {
    Verdict.VALID: (
        gettext_lazy("It is genuine and valid."),
        gettext_lazy("Everything that can be checked was checked, and nothing speaks against it."),
    ),
    Verdict.NOT_VALID: (
        gettext_lazy("It is not valid."),
        gettext_lazy("Do not rely on it. What is wrong stands below."),
    ),
    Verdict.NOT_KNOWN: (
        gettext_lazy("Not everything could be checked."),
        gettext_lazy("Nothing speaks against it, but do not rely on it before what is open is "
                     "settled."),
    ),
}  # fmt: skip
_OF_ANOTHER: tuple[Words, Words] = (
    gettext_lazy("It is somebody else's."),
    gettext_lazy(
        "Its recipient is not the person you asked about. What else was found stands below."
    ),
)
MARKS: dict[Outcome, Mark] = {
    Outcome.GOOD: Mark(gettext_lazy("good"), "timber"),
    Outcome.BAD: Mark(gettext_lazy("wrong"), "seal"),
    Outcome.UNKNOWN: Mark(pgettext_lazy("finding", "open"), "seal"),
    Outcome.NOTE: Mark(gettext_lazy("note")),
}
SUBJECTS: dict[Subject, Words] = {
    Subject.FORM: gettext_lazy("The file"),
    Subject.SIGNATURE: gettext_lazy("Signature"),
    Subject.ISSUER: pgettext_lazy("of an award", "Issuer"),
    Subject.DATES: gettext_lazy("Time"),
    Subject.STATUS: gettext_lazy("Revocation, suspension"),
    Subject.SHAPE: pgettext_lazy("of a file", "Form"),
    Subject.RECIPIENT: gettext_lazy("Recipient"),
    Subject.COSIGNER: gettext_lazy("Second signature"),
    Subject.OTHER: gettext_lazy("Besides"),
}


@dataclass(frozen=True)
class Told:
    """One report: the verdict in words, what the credential says, and each finding."""

    is_bad: bool
    verdict: Words
    advice: Words
    facts: FactList | None
    checks: TableView | None
    parts: "tuple[Told, ...]" = ()


def told_of(report: Report) -> Told:
    """Return a report as a page shows it."""
    verdict, advice = VERDICTS[report.verdict]
    if report.codes(Outcome.BAD) == ("other_recipient",):
        verdict, advice = _OF_ANOTHER
    facts = _facts(report)
    return Told(
        is_bad=report.verdict is Verdict.NOT_VALID,
        verdict=verdict,
        advice=advice,
        facts=FactList(facts) if facts else None,
        checks=_table(report.checks) if report.checks else None,
        parts=tuple(told_of(part) for part in report.parts),
    )


def _facts(report: Report) -> tuple[Fact, ...]:
    told = report.told
    said: list[tuple[str, str]] = [
        (_("Title"), told.name),
        (_("Achievement"), "" if told.achievement in told.name else told.achievement),
        (_("Recipient"), told.recipient or told.recipient_id),
        (pgettext("of an award", "Issuer"), told.issuer or told.issuer_id),
        (_("For what"), told.criteria or told.description),
        (_("In force from"), _day(told.valid_from)),
        (_("In force until"), _day(told.valid_until)),
    ]
    return tuple(Fact(label, (Wording(value),)) for label, value in said if value)


def _day(moment: object) -> str:
    day = getattr(moment, "date", None)
    return format_day(day().isoformat(), page_language()) if day else ""


def _table(checks: tuple[Check, ...]) -> TableView:
    return TableView(
        caption=_("What was checked"),
        columns=(
            Column("about", _("What")),
            Column("outcome", _("Result")),
            Column("sentence", _("In words")),
        ),
        rows=tuple(
            Row(
                (
                    Cell(SUBJECTS[each.name]),
                    Cell(marks=(MARKS[each.outcome],)),
                    Cell(each.sentence),
                )
            )
            for each in checks
        ),
    )
