"""People of every role, and records of every standing, on the real public register."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from openluban.config.loading import load_public_register
from openluban.foundation.access.actors import actor_for
from openluban.foundation.access.models import Account, Grant
from openluban.foundation.api.use_cases.issue_token import issue_token
from openluban.foundation.evidence.models import Claim
from openluban.foundation.registers.models import Proposal
from openluban.foundation.registers.record import Audience
from openluban.foundation.registers.use_cases.edit import edit_record
from openluban.foundation.registers.use_cases.end import set_audience
from openluban.foundation.registers.use_cases.enter import enter_record
from openluban.kernel.actor import Actor

ROLES = {
    "contributor": ("contributor", "tute"),
    "stranger": ("contributor", "university-of-chichester"),
    "officer": ("officer", ""),
    "administrator": ("administrator", ""),
}
"""Who there is besides the public: role and scope. The stranger is of another institution."""
PASSWORD = "correct horse battery staple"  # noqa: S105 - of nobody


@dataclass(frozen=True)
class Person:
    """Somebody of a role, with a token that may write."""

    account: Account
    actor: Actor
    secret: str


@dataclass(frozen=True)
class Cast:
    """Everybody, and what the addresses of the access table stand for."""

    people: dict[str, Person]
    places: dict[str, str]
    """Placeholders of addresses: a record that is shown, proposed, internal; a proposal; a claim."""


def make_cast(*, at: datetime | None = None) -> Cast:
    """Load the public register and add people, proposals and an internal record."""
    at = at or timezone.now()
    load_public_register(at=at)
    people = {name: make_person(name, *grant, at=at) for name, grant in ROLES.items()}
    contributor, officer = people["contributor"].actor, people["officer"].actor
    enter_record(
        register_key="workshops",
        cells={"key": "proposed-one", "name_en": "A proposed workshop", "country": "kz"},
        actor=contributor,
        at=at,
    )
    enter_record(
        register_key="workshops",
        cells={"key": "internal-one", "name_en": "A negotiation", "country": "kz"},
        actor=officer,
        at=at,
    )
    set_audience(
        register_key="workshops",
        key="internal-one",
        audience=Audience.INTERNAL,
        actor=officer,
        at=at,
    )
    edit_record(
        register_key="workshops",
        key="tj-ttu",
        cells={"name_en": "Another name"},
        actor=contributor,
        at=at,
    )
    places = {
        "shown": "tj-ttu",
        "proposed": "proposed-one",
        "internal": "internal-one",
        "new": str(Proposal.objects.get(kind="new").pk),
        "change": str(Proposal.objects.get(kind="change").pk),
        "claim": str(Claim.objects.filter(field="passed_on").order_by("pk")[0].pk),
    }
    return Cast(people, places)


def make_person(name: str, role: str, scope: str, *, at: datetime) -> Person:
    """Make an account of a role, signed in to nothing yet, with a token."""
    account = Account.objects.create_user(f"{name}@example.org", PASSWORD, name=name.title())
    Grant.objects.create(account=account, role=role, scope=scope)
    actor = actor_for(account)
    _token, secret = issue_token(name="tests", only_reads=False, actor=actor, at=at)
    return Person(account, actor, secret)
