"""Addresses of figures: the choices and the day stand in them."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import quote, urlencode

from openluban.foundation.figures.declaring import Figure, find_figure

INDEX = "/figures/"
API = "/api/v1/figures/"


def choice_pairs(figure: Figure, choices: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the choices that differ from the figure's own, as parameters."""
    return [
        (choice.key, choices[choice.key])
        for choice in figure.all_choices
        if choices.get(choice.key, choice.default) != choice.default
    ]


def figure_url(
    key: str, choices: Mapping[str, str], at: date | None = None, *, ending: str = ""
) -> str:
    """Return the address of a number: its figure, its choices and its day.

    ``ending`` names a file that hangs on the number (``records.csv``).
    """
    return _with(f"{INDEX}{quote(key)}/{ending}", key, choices, at)


def api_url(key: str, choices: Mapping[str, str], at: date | None = None) -> str:
    """Return the address under which programs read the number."""
    return _with(f"{API}{quote(key)}", key, choices, at)


def _with(path: str, key: str, choices: Mapping[str, str], at: date | None) -> str:
    pairs = choice_pairs(find_figure(key), choices)
    if at is not None:
        pairs.append(("at", at.isoformat()))
    return f"{path}?{urlencode(pairs)}" if pairs else path
