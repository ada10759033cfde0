"""Figures of trade: the value over the year so far, and its growth."""

from django.db.models import F, Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from openluban.foundation.figures.choices import Choice, Option
from openluban.foundation.figures.declaring import Aggregate, Figure, Kind, Records, declare
from openluban.relations.trade.models import TradeValue

_ALL_GOODS = "all goods"
"""How the register says that a value is not of single goods."""
REPORTER = Choice(
    key="reporter",
    title=_("Reporter"),
    default="Tianjin",
    options=lambda: [
        Option("Tianjin", _("Tianjin")),
        Option("China", _("China")),
        Option("Tianjin Port", _("Tianjin Port")),
    ],
)
PARTNERS = Choice(
    key="partners",
    title=_("Partners"),
    default="sco",
    options=lambda: [
        Option("sco", _("SCO countries, as customs counts them")),
        Option("sco_members", _("other SCO members")),
        Option("other", _("countries outside a bloc known here")),
    ],
    phrase=_("with %(option)s"),
    always_said=True,
)
FLOW = Choice(
    key="flow",
    title=_("Flow"),
    default="total",
    options=lambda: [
        Option(value, label)
        for value, label in TradeValue.Flow.choices
        if value in {"total", "imports", "exports", "throughput"}
    ],
    always_said=True,
)
PERIOD = Choice(
    key="period",
    title=_("Period"),
    default="year_to_date",
    options=lambda: [
        Option("year_to_date", _("from January on")),
        Option("month", _("the last month alone")),
    ],
    always_said=True,
)
UNIT = Choice(
    key="unit",
    title=_("Unit"),
    default="cny",
    options=lambda: [
        Option("cny", _("in yuan")),
        Option("usd", _("in US dollars")),
        Option("piece", _("in pieces")),
    ],
    kin=lambda _option: (),
)


def _goods() -> list[Option]:
    """Return all goods, and each kind of goods that a value is known for."""
    rows = TradeValue.objects.shown().values_list("commodity", flat=True)
    kinds = {slugify(str(words)): words for words in rows if str(words) != _ALL_GOODS}
    return [
        Option("all", _("all goods")),
        *(Option(key, words) for key, words in sorted(kinds.items()) if key),
    ]


GOODS = Choice(key="goods", title=_("Goods"), default="all", options=_goods, kin=lambda _option: ())
ASKED = (REPORTER, PARTNERS, FLOW, PERIOD, GOODS)


def _of(reporter: str, partners: str, flow: str, period: str, goods: str) -> Records:
    found = TradeValue.objects.filter(reporter__en=reporter, flow=flow)
    wide = Q(partner_bloc__key="sco", partner_kinds__icontains="dialogue_partner")
    narrow = Q(partner_bloc__key="sco") & ~Q(partner_kinds__icontains="dialogue_partner")
    found = found.filter(
        {"sco": wide, "sco_members": narrow, "other": Q(partner_bloc=None)}[partners]
    )
    words = _ALL_GOODS if goods == "all" else _words_of(goods)
    found = found.filter(commodity__en=words)
    month = Q(period_start_earliest__month=F("period_end_latest__month"))
    found = found.filter(month) if period == "month" else found.filter(~month)
    records: Records = found.annotate(
        counts_from=F("period_end_latest"),
        counts_latest=F("period_end_latest"),
        counts_until=F("closed_on_earliest"),
        thing=F("flow"),
        label=F("partner"),
    )
    return records


def _words_of(goods: str) -> str:
    return next((str(option.words) for option in _goods() if option.key == goods), goods)


def _values(
    *, reporter: str, partners: str, flow: str, period: str, goods: str, unit: str
) -> Records:
    found = _of(reporter, partners, flow, period, goods).filter(unit=unit)
    records: Records = found.annotate(quantity=F("value"))
    return records


def _growth(*, reporter: str, partners: str, flow: str, period: str, goods: str) -> Records:
    found = _of(reporter, partners, flow, period, goods).filter(change_percent__isnull=False)
    records: Records = found.annotate(quantity=F("change_percent"))
    return records


VALUE = declare(
    Figure(
        key="trade_value",
        title=_("Trade value"),
        meaning=_("The newest value of trade over a period that had ended by a day."),
        unit="cny",
        kind=Kind.FLOW,
        aggregate=Aggregate.LATEST,
        register="trade",
        choices=(*ASKED, UNIT),
        records=_values,
        unit_of=lambda choices: choices["unit"],
    )
)
GROWTH = declare(
    Figure(
        key="trade_growth",
        title=_("Trade growth"),
        meaning=_("Growth of trade over the same period a year before, as its reporter gives it."),
        unit="percent",
        kind=Kind.FLOW,
        aggregate=Aggregate.LATEST,
        register="trade",
        choices=ASKED,
        records=_growth,
    )
)
