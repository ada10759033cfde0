"""Figures of standards: how many are written, and how many an authority has recognised."""

from django.db.models import F, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from openluban.directory.places.public import BLOC, within_bloc
from openluban.foundation.figures.declaring import Aggregate, Breakdown, Figure, Records, declare
from openluban.foundation.figures.spans import EarlierOf, Until
from openluban.network.workshops.public import SINCE
from openluban.teaching.programmes.public import Category
from openluban.teaching.standards.models import Recognition, State, Version


def _written(*, bloc: str) -> Records:
    found = Version.objects.filter(standard__is_shown=True).annotate(
        counts_from=F("issued_on_earliest"),
        counts_latest=F("issued_on_latest"),
        counts_until=F("standard__closed_on_earliest"),
        thing=F("standard_id"),
        label=F("name"),
    )
    return within_bloc(found, bloc=bloc, country="standard__country")


def _recognised(*, bloc: str) -> Records:
    superseding = (
        Recognition.objects.shown()
        .filter(
            standard_version=OuterRef("standard_version"),
            authority=OuterRef("authority"),
            state=State.SUPERSEDED,
            on_earliest__gte=OuterRef("on_earliest"),
        )
        .order_by("on_earliest")
    )
    found = Recognition.objects.filter(
        state=State.ACCREDITED,
        standard_version__is_shown=True,
        standard_version__standard__is_shown=True,
    ).annotate(
        counts_from=F("on_earliest"),
        counts_latest=F("on_latest"),
        counts_until=EarlierOf(
            Until(F("until_earliest")),
            Until(Subquery(superseding.values("on_earliest")[:1])),
            Until(F("closed_on_earliest")),
        ),
        thing=F("standard_version__standard_id"),
        label=F("standard_version__standard__name"),
    )
    return within_bloc(found, bloc=bloc, country="authority__country")


STANDARDS_WRITTEN = declare(
    Figure(
        key="standards_written",
        title=_("Standards written"),
        meaning=_("Professional teaching standards of which a version had been issued by a day."),
        unit="standard",
        aggregate=Aggregate.DISTINCT,
        register="standard-versions",
        since=SINCE,
        choices=(BLOC,),
        records=_written,
        breakdowns=(
            Breakdown(
                key="category",
                title=_("By category"),
                path="standard__category",
                words=dict(Category.choices),
            ),
            Breakdown(
                key="country",
                title=_("By the country written for"),
                path="standard__country__key",
                register="countries",
                choice="bloc",
            ),
        ),
    )
)
STANDARDS_RECOGNISED = declare(
    Figure(
        key="standards_recognised",
        title=_("Standards recognised"),
        meaning=_(
            "Professional teaching standards that at least one authority had accredited by a day, "
            "the accreditation neither expired nor superseded."
        ),
        unit="standard",
        aggregate=Aggregate.DISTINCT,
        register="recognitions",
        since=SINCE,
        choices=(BLOC,),
        records=_recognised,
        breakdowns=(
            Breakdown(
                key="country",
                title=_("By the authority’s country"),
                path="authority__country__key",
                register="countries",
                overlaps=True,
                choice="bloc",
            ),
            Breakdown(
                key="category",
                title=_("By category"),
                path="standard_version__standard__category",
                words=dict(Category.choices),
            ),
        ),
    )
)
