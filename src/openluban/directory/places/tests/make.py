"""Makers of countries, blocs, memberships and provinces for tests."""

from datetime import UTC, datetime

from openluban.directory.places.models import Bloc, Country, Membership, Province
from openluban.kernel.text import LocalizedText

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


def make_province(key: str) -> Province:
    """Make a Chinese province, if it is not there yet."""
    made, _new = Province.objects.get_or_create(
        key=key,
        defaults={"name": text(key.title()), "country": make_country("cn"), "changed_at": AT},
    )
    return made
