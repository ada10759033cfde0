"""The choice of a bloc, and what it does to the records of a figure."""

from collections import defaultdict

from django.db.models import F, FilteredRelation, Q
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from openluban.directory.places.models import Country, Membership
from openluban.foundation.figures.choices import Choice, Option
from openluban.foundation.figures.declaring import Records
from openluban.foundation.figures.spans import EarlierOf, LaterOf, Since, Until
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


def within_bloc(records: Records, *, bloc: str, country: str = "country") -> Records:
    """Narrow annotated records to a bloc; they count only while their country belongs to it.

    ``records`` carry ``counts_from``, ``counts_latest`` and ``counts_until``; ``country`` is the
    path to the country.
    """
    if bloc == "all":
        return records
    if len(bloc) == _COUNTRY_KEY:
        return records.filter(**{f"{country}__key": bloc})
    key, kinds = _read_option(bloc)
    path = f"{country}__memberships"
    kind_is_one = Q(**{f"{path}__kind__in": kinds, f"{path}__is_shown": True})
    joined = records.alias(belongs=FilteredRelation(path, condition=kind_is_one))
    within: Records = joined.filter(belongs__bloc__key=key).annotate(
        counts_from=LaterOf(F("counts_from"), Since("belongs__since_earliest")),
        counts_latest=LaterOf(F("counts_latest"), Since("belongs__since_latest")),
        counts_until=EarlierOf(Until("counts_until"), Until("belongs__until_earliest")),
    )
    return within
