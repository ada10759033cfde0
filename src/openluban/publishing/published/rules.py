"""How a mapping is written down: ``bloc=africa | led_from=tianjin``."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from openluban.foundation.figures.choices import UnknownChoice, settle
from openluban.foundation.figures.declaring import NoSuchFigure, find_figure
from openluban.kernel.refusals import Problem


def read_choices(text: str) -> dict[str, str]:
    """Read ``name=option | name=option``; parts without ``=`` are kept with an empty option."""
    parts = (part.partition("=") for part in text.split("|") if part.strip())
    return {name.strip(): option.strip() for name, _equals, option in parts}


def read_pinned(text: str) -> frozenset[str]:
    """Read ``name | name``."""
    return frozenset(part.strip() for part in text.split("|") if part.strip())


def write_choices(choices: Mapping[str, str]) -> str:
    """Write what ``read_choices`` reads."""
    return " | ".join(f"{name}={option}" for name, option in choices.items())


def check_mapping(values: Mapping[str, object]) -> Sequence[Problem]:
    """Check that a row's mapping names a figure, its choices and their options."""
    key, text = str(values.get("figure") or ""), str(values.get("choices") or "")
    if not key:
        return [Problem("no_figure", _("Name the figure first."), "figure")] if text else []
    try:
        figure = find_figure(key)
        settle(figure.all_choices, read_choices(text))
    except NoSuchFigure as unknown:
        return [Problem("unknown_figure", str(unknown), "figure")]
    except UnknownChoice as unknown:
        return [Problem("unknown_choice", str(unknown), "choices")]
    known = {choice.key for choice in figure.all_choices}
    strays = read_pinned(str(values.get("pinned") or "")) - known - {"at"}
    if strays:
        sentence = _("The figure has no choice “%(given)s”.")
        return [
            Problem("unknown_choice", sentence, "pinned", details={"given": stray})
            for stray in sorted(strays)
        ]
    return []
