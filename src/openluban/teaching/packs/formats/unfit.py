"""What is wrong with a pack, file by file."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from openluban.kernel.refusals import Invalid, Problem

LONGEST_NAME = 120


class PackUnfit(Invalid):
    """Something in the pack is unfit; ``problems`` name each its file (``field``) and the rule."""

    code = "packs.unfit"
    sentence: ClassVar[Any] = _("This is no sound pack. Do not use it; get it again.")


def shown(name: str) -> str:
    """Return a file's name as it can be printed."""
    plain = "".join(sign if sign.isprintable() else "\ufffd" for sign in name)
    return plain if len(plain) <= LONGEST_NAME else f"{plain[:LONGEST_NAME]}…"


def problem(rule: str, sentence: object, name: str = "", **details: object) -> Problem:
    """Return a problem with a file."""
    return Problem(f"pack.{rule}", sentence, shown(name), details=details)


def unfit(rule: str, sentence: object, name: str = "", **details: object) -> PackUnfit:
    """Return the refusal for one problem."""
    return PackUnfit([problem(rule, sentence, name, **details)])


def unfit_all(problems: Sequence[Problem]) -> PackUnfit:
    """Return the refusal for several problems."""
    return PackUnfit(problems)
