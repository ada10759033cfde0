"""Results of reconciling as text for a terminal."""

import textwrap
from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openluban.publishing.published.verdicts import Result, Verdict

WORDS = {
    Verdict.AGREES: gettext_lazy("agrees"),
    Verdict.EXPLAINED: gettext_lazy("explained"),
    Verdict.DIFFERS: gettext_lazy("differs"),
    Verdict.SOURCES_DISAGREE: gettext_lazy("sources disagree"),
    Verdict.NO_RECORDS: gettext_lazy("no records"),
}
_WIDTH = 96


def text_report(results: Sequence[Result]) -> str:
    """Return a summary line, then each row with its verdict and the reason beneath."""
    counted = Counter(result.verdict for result in results)
    summary = ", ".join(f"{WORDS[verdict]}: {counted[verdict]}" for verdict in Verdict)
    heading = _("%(rows)s published figures held against the register. %(summary)s.") % {
        "rows": len(results),
        "summary": summary,
    }
    return "\n\n".join([heading, *map(_entry, results)]) + "\n"


def _entry(result: Result) -> str:
    stated = result.stated
    first = (
        f"{stated.id}  {str(WORDS[result.verdict]).upper()}  {stated.number} {stated.unit}".rstrip()
    )
    claim = " · ".join(part for part in (stated.claim, stated.scope, stated.publisher) if part)
    if stated.as_of is not None:
        claim += f" ({stated.as_of})"
    told = textwrap.fill(result.reason, _WIDTH, initial_indent="    ", subsequent_indent="    ")
    return f"{first}\n    {claim}\n{told}"
