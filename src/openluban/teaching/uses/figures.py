"""Figures of what is taught with: units in use, and workshops that teach with the library's."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from openluban.directory.places.public import BLOC, within_bloc
from openluban.foundation.figures.choices import Choice, Option
from openluban.foundation.figures.declaring import Aggregate, Breakdown, Figure, Records, declare
from openluban.foundation.figures.spans import EarlierOf, Until
from openluban.foundation.ui.languages import language_name
from openluban.kernel.text import LocalizedText
from openluban.network.workshops.public import SINCE, at_workshop
from openluban.teaching.library.public import Kind
from openluban.teaching.uses.models import UnitUse

_READERS = ("en", "zh-hans", "ru")


def _languages() -> list[Option]:
    """Return any language, and each in which something is taught with."""
    found = UnitUse.objects.shown().values_list("language", flat=True).distinct()
    named = [
        Option(tag, LocalizedText({reader: language_name(tag, reader) for reader in _READERS}))
        for tag in found.order_by("language")
    ]
    return [Option("all", _("any language")), *named]


IN_LANGUAGE = Choice(
    key="language",
    title=_("Language"),
    default="all",
    options=_languages,
    phrase=_("in %(option)s"),
)
AT_WORKSHOP = at_workshop(pgettext_lazy("where it is taught", "at %(option)s"))
BY_COUNTRY = Breakdown(
    key="country",
    title=_("By country"),
    path="workshop__country__key",
    register="countries",
    overlaps=True,
    choice="bloc",
)
BY_KIND = Breakdown(
    key="kind",
    title=_("By kind of material"),
    path="unit__resource__kind",
    words=dict(Kind.choices),
)


def _uses(*, bloc: str, language: str) -> Records:
    """Return the uses of units and workshops that everybody sees, each for its term."""
    found: Records = UnitUse.objects.filter(
        unit__is_shown=True, unit__resource__is_shown=True, workshop__is_shown=True
    )
    if language != "all":
        found = found.filter(language=language)
    found = found.annotate(
        counts_from=F("since_earliest"),
        counts_latest=F("since_latest"),
        counts_until=EarlierOf(
            Until(F("until_earliest")),
            Until(F("closed_on_earliest")),
            Until(F("workshop__closed_on_earliest")),
        ),
    )
    return within_bloc(found, bloc=bloc, country="workshop__country")


def _units(*, bloc: str, language: str, workshop: str) -> Records:
    found = _uses(bloc=bloc, language=language)
    if workshop != "all":
        found = found.filter(workshop__key=workshop)
    records: Records = found.annotate(thing=F("unit_id"), label=F("unit__name"))
    return records


def _workshops(*, bloc: str, language: str) -> Records:
    records: Records = _uses(bloc=bloc, language=language).annotate(
        thing=F("workshop_id"), label=F("workshop__name")
    )
    return records


UNITS_IN_USE = declare(
    Figure(
        key="units_in_use",
        title=_("Units in use"),
        meaning=_("Units of teaching resources that at least one workshop taught with on a day."),
        unit="unit",
        aggregate=Aggregate.DISTINCT,
        register="unit-uses",
        since=SINCE,
        choices=(BLOC, IN_LANGUAGE, AT_WORKSHOP),
        records=_units,
        breakdowns=(BY_COUNTRY, BY_KIND),
    )
)
WORKSHOPS_TEACHING = declare(
    Figure(
        key="workshops_with_materials",
        title=_("Workshops that teach with the library’s materials"),
        meaning=_("Workshops that taught with at least one unit of a resource here on a day."),
        unit="workshop",
        aggregate=Aggregate.DISTINCT,
        register="unit-uses",
        since=SINCE,
        choices=(BLOC, IN_LANGUAGE),
        records=_workshops,
        breakdowns=(BY_COUNTRY,),
    )
)
