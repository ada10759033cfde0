"""What is wrong with a folder, file by file."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from openluban.kernel.refusals import Problem, Refusal


class FolderRefused(Refusal):
    """Something in the folder is unfit; nothing of it was taken over.

    ``problems`` name each its file (``field``), its line (``row``) and the rule.
    """

    code = "library.folder_refused"
    sentence = _("Nothing of this folder was taken over.")

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__()
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return "\n".join([str(self.sentence), *map(placed, self.problems)])


def placed(problem: Problem) -> str:
    """Return a problem as one line: file, line, sentence and rule."""
    place = problem.field + (f":{problem.row}" if problem.row else "")
    return f"{place}: {problem} [{problem.rule}]"
