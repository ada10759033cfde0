"""The choice of a bloc, and what it does to the records of a figure."""

from collections import defaultdict
from datetime import date

from django.db.models import F, FilteredRelation, Q
from django.db.models.functions import Coalesce, Greatest, Least
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from openluban.directory.places.models import Membership
from openluban.foundation.figures.choices import Choice, Option
from openluban.foundation.figures.declaring import Records
from openluban.kernel.text import LocalizedText

ALWAYS = date(1, 1, 1)
NEVER = date(9999, 12, 31)
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
    """Return all countries, and each bloc: whole, or by kinds of membership where it has several."""
    kinds: dict[str, set[str]] = defaultdict(set)
    names: dict[str, LocalizedText] = {}
    rows = Membership.objects.shown().filter(bloc__is_shown=True).order_by("bloc__key")
    for key, name, kind in rows.values_list("bloc__key", "bloc__name", "kind").distinct():
        kinds[key].add(kind)
        names[key] = name if isinstance(name, LocalizedText) else LocalizedText.from_stored(name)
    options = [Option("all", _("all countries"))]
    for key, present in kinds.items():
        stem = key.replace("-", "_")
        if "dialogue_partner" in present:
            options += [Option(f"{stem}_{end}", _lazily(names[key], _WORDS[end])) for end in _SETS]
        else:
            options.append(Option(stem, names[key]))
    return options


BLOC = Choice(key="bloc", title=_("Countries"), default="all", options=bloc_options)


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
    key, kinds = _read_option(bloc)
    path = f"{country}__memberships"
    kind_is_one = Q(**{f"{path}__kind__in": kinds, f"{path}__is_shown": True})
    joined = records.alias(belongs=FilteredRelation(path, condition=kind_is_one))
    return joined.filter(belongs__bloc__key=key).annotate(
        counts_from=Greatest(F("counts_from"), Coalesce(F("belongs__since_earliest"), ALWAYS)),
        counts_latest=Greatest(F("counts_latest"), Coalesce(F("belongs__since_latest"), ALWAYS)),
        counts_until=Least(
            Coalesce(F("counts_until"), NEVER), Coalesce(F("belongs__until_earliest"), NEVER)
        ),
    )
