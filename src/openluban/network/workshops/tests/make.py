"""Makers of workshops with their gates and parties for tests."""

from openluban.directory.institutions.public import Institution
from openluban.directory.institutions.tests.make import make_college
from openluban.directory.places.tests.make import AT, make_country, text
from openluban.network.workshops.models import GatePassed, Party, Role, Workshop


def make_workshop(
    key: str,
    *,
    country: str = "kz",
    opened: str = "2020",
    led_from: str = "tianjin",
    **rest: object,
) -> Workshop:
    """Make a workshop that opened on a day, led by a college of its own."""
    workshop = Workshop.objects.create(
        key=key, name=text(key), country=make_country(country), changed_at=AT, **rest
    )
    if opened:
        make_gate(workshop, "opened", opened)
    if led_from:
        make_party(workshop, make_college(f"college-of-{key}", province=led_from))
    return workshop


def make_gate(workshop: Workshop, gate: str, day: str) -> GatePassed:
    """Let a workshop pass a gate."""
    return GatePassed.objects.create(workshop=workshop, gate=gate, passed_on=day, changed_at=AT)


def make_party(
    workshop: Workshop, institution: Institution, role: str = Role.LEAD_COLLEGE
) -> Party:
    """Let an institution take part in a workshop."""
    return Party.objects.create(
        workshop=workshop, institution=institution, role=role, changed_at=AT
    )
