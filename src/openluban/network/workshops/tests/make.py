"""Makers of small networks for tests: countries, institutions, workshops with gates."""

from datetime import UTC, datetime

from openluban.directory.institutions.models import Institution
from openluban.directory.places.models import Bloc, Country, Membership, Province
from openluban.kernel.text import LocalizedText
from openluban.network.workshops.models import GatePassed, Party, Role, Workshop

AT = datetime(2026, 1, 1, tzinfo=UTC)


def text(words: str) -> LocalizedText:
    """Return a text with an English wording."""
    return LocalizedText({"en": words})


def make_country(key: str) -> Country:
    """Make a country; its key is its code in small letters."""
    made, _new = Country.objects.get_or_create(
        key=key,
        defaults={
            "name": text(key.upper()),
            "alpha2": key.upper(),
            "alpha3": f"{key.upper()}X",
            "numeric": "000",
            "changed_at": AT,
        },
    )
    return made


def make_membership(
    bloc: str, country: str, *, kind: str = "member", since: str = "", until: str = ""
) -> Membership:
    """Make a country's place in a bloc, made if absent."""
    found, _new = Bloc.objects.get_or_create(
        key=bloc,
        defaults={"name": text(bloc.upper()), "kind": "organisation", "changed_at": AT},
    )
    return Membership.objects.create(
        bloc=found,
        country=make_country(country),
        kind=kind,
        since=since,
        until=until,
        changed_at=AT,
    )


def make_college(key: str, *, province: str = "tianjin") -> Institution:
    """Make a Chinese college with its province."""
    seat, _new = Province.objects.get_or_create(
        key=province,
        defaults={"name": text(province.title()), "country": make_country("cn"), "changed_at": AT},
    )
    return Institution.objects.create(
        key=key, name=text(key), kind="college", province=seat, changed_at=AT
    )


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
