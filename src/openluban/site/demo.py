"""The people of the demonstration. None of them exists."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account of the demonstration; ``scope`` is an institution's or workshop's key, or ""."""

    email: str
    password: str
    name: str
    role: str
    scope: str
    about: Any


DEMO_ACCOUNTS = (
    DemoAccount(
        "officer@demo.example",
        "demo-officer-one",
        "Demo Officer One",
        "officer",
        "",
        _("Network officer: accepts, decides, publishes with a second officer"),
    ),
    DemoAccount(
        "second-officer@demo.example",
        "demo-officer-two",
        "Demo Officer Two",
        "officer",
        "",
        _("Second network officer: the other signature"),
    ),
    DemoAccount(
        "host@demo.example",
        "demo-contributor-host",
        "Demo Contributor in Dushanbe",
        "contributor",
        "tajik-technical-university",
        _("Contributor of a host institution: proposes"),
    ),
    DemoAccount(
        "college@demo.example",
        "demo-contributor-college",
        "Demo Contributor in Tianjin",
        "contributor",
        "tianjin-urban-construction",
        _("Contributor of a lead college: proposes"),
    ),
    DemoAccount(
        "administrator@demo.example",
        "demo-administrator",
        "Demo Administrator",
        "administrator",
        "",
        _("Administrator: makes accounts, gives roles"),
    ),
    DemoAccount(
        "registrar@demo.example",
        "demo-registrar-one",
        "Demo Registrar in Dushanbe",
        "registrar",
        "tj-ttu",
        _("Registrar of a workshop: keeps its learners, who are invented"),
    ),
    DemoAccount(
        "teacher@demo.example",
        "demo-teacher-one",
        "Demo Teacher in Dushanbe",
        "teacher",
        "tj-ttu",
        _("Teacher of a workshop: names and marks of two cohorts"),
    ),
    DemoAccount(
        "learner@demo.example",
        "demo-learner-one",
        "Demo Learner in Dushanbe",
        "learner",
        "tj-ttu",
        _("Learner: one’s own record, and nobody else’s"),
    ),
    DemoAccount(
        "issuer@demo.example",
        "demo-issuer-one",
        "Demo Issuer in Dushanbe",
        "issuer",
        "tj-ttu",
        _("Issuer of a workshop: those who completed, and their certificates"),
    ),
    DemoAccount(
        "keeper@demo.example",
        "demo-keeper-one",
        "Demo Keeper in Dushanbe",
        "statement-keeper",
        "",
        _("Keeper of learning statements: sources, keys, what came late"),
    ),
)
"""Who can sign in to the demonstration, and with what. Real installations have none of them."""
