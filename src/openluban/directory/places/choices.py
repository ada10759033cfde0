"""The choice of a bloc, and what it does to the records of a figure."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import F, FilteredRelation, Q
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from openluban.directory.places.models import Country, Membership
from openluban.foundation.figures.choices import Choice, Option, recall
from openluban.foundation.figures.declaring import Records
from openluban.foundation.figures.spans import (
    ALWAYS,
    NEVER,
    DayBy,
    EarlierOf,
    LaterOf,
    Since,
    Until,
    counted_day,
)
from openluban.kernel.text import LocalizedText

_COUNTRY_KEY = 2
"""An option of two letters is a single country."""
_SETS = {
    "members": ("member",),
    "members_and_partners": ("member", "dialogue_partner"),
    "family": ("member", "observer", "dialogue_partner"),
}
_WORDS = {
    "members": _("%(bloc)s members"),
    "members_and_partners": _("%(bloc)s members and dialogue partners"),
    "family": _("%(bloc)s members, observers and dialogue partners"),
}


def _in_words(name: LocalizedText, pattern: object) -> str:
    return str(pattern) % {"bloc": name.best(get_language() or "en")[1]}


_lazily = lazy(_in_words, str)


def bloc_options() -> list[Option]:
    """Return all countries, and each bloc: whole, or by kinds of membership if it has several."""
    kinds: dict[str, set[str]] = defaultdict(set)
    names: dict[str, LocalizedText] = {}
    rows = Membership.objects.shown().filter(bloc__is_shown=True).order_by("bloc__key")
    columns = ("bloc__key", "bloc__name", "bloc__short", "kind")
    for key, whole, short, kind in rows.values_list(*columns).distinct():
        kinds[key].add(kind)
        names[key] = short or whole
    options = [Option("all", _("all countries"))]
    for key, present in kinds.items():
        stem = key.replace("-", "_")
        if "dialogue_partner" in present:
            options += [Option(f"{stem}_{end}", _lazily(names[key], _WORDS[end])) for end in _SETS]
        else:
            options.append(Option(stem, names[key]))
    return options


def _country_name(key: str) -> LocalizedText | None:
    """Return the name of a country under its two letters, None if there is none."""
    found: LocalizedText | None = (
        Country.objects.shown().filter(key=key).values_list("name", flat=True).first()
    )
    return found


def _kin(option: str) -> list[str]:
    """Return the other ways to read the same bloc."""
    key, _kinds = _read_option(option)
    stem = key.replace("-", "_")
    return [f"{stem}_{end}" for end in _SETS] if option != stem else []


BLOC = Choice(
    key="bloc",
    title=_("Countries"),
    default="all",
    options=bloc_options,
    name_of=_country_name,
    kin=_kin,
)


def _read_option(option: str) -> tuple[str, tuple[str, ...]]:
    """Return (bloc key, kinds of membership) of an option."""
    for end, kinds in sorted(_SETS.items(), key=lambda pair: -len(pair[0])):
        if option.endswith(f"_{end}"):
            return option.removesuffix(f"_{end}").replace("_", "-"), kinds
    return option.replace("_", "-"), ("member",)


Stay = tuple[date, date, date]
"""When a country is in a bloc: from (the earliest and the latest day it may be), until."""


def _stays(bloc: str) -> dict[int, list[Stay]]:
    """Return when each country, by its number, is in a bloc; stays that touch are one."""
    key, kinds = _read_option(bloc)
    found = Membership.objects.shown().filter(bloc__key=key, kind__in=kinds)
    stays: dict[int, list[Stay]] = defaultdict(list)
    columns = ("since_earliest", "since_latest", "until_earliest")
    order = (F("since_earliest").asc(nulls_first=True), "pk")
    for country, since, latest, until in found.order_by(*order).values_list("country", *columns):
        known = stays[country]
        first, sure, end = since or ALWAYS, latest or ALWAYS, until or NEVER
        if known and first <= known[-1][2]:
            begun, surely, ended = known.pop()
            first, sure, end = begun, surely, max(ended, end)
        known.append((first, sure, end))
    return stays


def within_bloc(records: Records, *, bloc: str, country: str = "country") -> Records:
    """Narrow annotated records to a bloc; they count only while their country belongs to it.

    ``records`` carry ``counts_from``, ``counts_latest`` and ``counts_until``; ``country`` is the
    path to the country. A country that left and came back has its records counted in both stays.
    """
    if bloc == "all":
        return records
    # Numbers of countries let a database foresee how many records they have; keys do not.
    if len(bloc) == _COUNTRY_KEY:
        numbers = recall(("country", bloc), lambda: _number_of(bloc))
        return records.filter(**{f"{country}__in": numbers})
    stays: dict[int, list[Stay]] = recall(("stays", bloc), lambda: _stays(bloc))
    inside = records.filter(**{f"{country}__in": list(stays)})
    day = counted_day()
    held = _held(stays, day)
    if day or len(held) == sum(map(len, stays.values())):
        inside = records.filter(**{f"{country}__in": list(held)})
        begins, surely, ends = (
            DayBy(country, {number: stay[part] for number, stay in held.items()})
            for part in range(3)
        )
    else:
        inside, (begins, surely, ends) = _joined(inside, bloc, f"{country}__memberships")
    within: Records = inside.annotate(
        counts_from=LaterOf(F("counts_from"), begins),
        counts_latest=LaterOf(F("counts_latest"), surely),
        counts_until=EarlierOf(Until("counts_until"), ends),
    )
    return within


def _held(stays: Mapping[int, list[Stay]], day: date | None) -> dict[int, Stay]:
    """Return the stay of each country on a day, or its first where the day may be any."""
    return {
        number: each
        for number, known in stays.items()
        for each in reversed(known)
        if day is None or each[0] <= day < each[2]
    }


def _joined(records: Records, bloc: str, path: str) -> tuple[Records, tuple[Any, Any, Any]]:
    """Join memberships: each stay gives its records anew."""
    key, kinds = _read_option(bloc)
    kind_is_one = Q(**{f"{path}__kind__in": kinds, f"{path}__is_shown": True})
    joined = records.alias(belongs=FilteredRelation(path, condition=kind_is_one))
    days = Since("belongs__since_earliest"), Since("belongs__since_latest")
    return joined.filter(belongs__bloc__key=key), (*days, Until("belongs__until_earliest"))


def _number_of(country: str) -> list[int]:
    return list(Country.objects.filter(key=country).values_list("pk", flat=True))
