"""The screens that ``make shots`` makes pictures of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Screen:
    """One screen: what its picture is called, where it is, and as whom it is seen."""

    name: str
    path: str
    role: str = ""
    """A demonstration sign-in; empty for the public."""


SCREENS = (
    Screen("home", "/"),
    Screen("sign-in", "/accounts/login/"),
)
