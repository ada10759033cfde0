"""What is wrong with a package: file, line, element and rule."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from openluban.kernel.refusals import Problem, Refusal
from openluban.teaching.library.public import placed

LONGEST_NAME = 120
MOST_TOLD = 50


class ParcelRefused(Refusal):
    """Something in the package is unfit; nothing of it was taken over.

    ``problems`` name each its file (``field``), its line (``row``), the element and the rule.
    """

    code = "courseware.refused"
    sentence = _("Nothing of this package was taken over.")

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__()
        self.problems = tuple(problems)[:MOST_TOLD]

    def __str__(self) -> str:
        return "\n".join([str(self.sentence), *map(placed, self.problems)])


def shown(name: str) -> str:
    """Return a foreign name as it can be printed."""
    plain = "".join(sign if sign.isprintable() else "\ufffd" for sign in name)
    return plain if len(plain) <= LONGEST_NAME else f"{plain[:LONGEST_NAME]}…"


def problem(
    rule: str, sentence: object, file: str, line: int | None = None, **details: object
) -> Problem:
    """Return a problem with a file; foreign words in the details are made fit to be printed."""
    told = {
        name: shown(value) if isinstance(value, str) else value for name, value in details.items()
    }
    return Problem(rule, sentence, shown(file), line, told)


def refused(
    rule: str, sentence: object, file: str, line: int | None = None, **details: object
) -> ParcelRefused:
    """Return the refusal for one problem."""
    return ParcelRefused([problem(rule, sentence, file, line, **details)])
