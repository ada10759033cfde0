"""Figures of trade: the value over the year so far, and its growth."""

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from openluban.foundation.figures.choices import Choice, Option
from openluban.foundation.figures.declaring import Aggregate, Figure, Kind, Records, declare
from openluban.relations.trade.models import TradeValue

REPORTER = Choice(
    key="reporter",
    title=_("Reporter"),
    default="Tianjin",
    options=lambda: [Option("Tianjin", _("Tianjin")), Option("China", _("China"))],
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
)
PERIOD = Choice(
    key="period",
    title=_("Period"),
    default="year_to_date",
    options=lambda: [
        Option("year_to_date", _("from January on")),
        Option("month", _("the last month alone")),
    ],
)
CURRENCY = Choice(
    key="currency",
    title=_("Currency"),
    default="cny",
    options=lambda: [Option("cny", _("in yuan")), Option("usd", _("in US dollars"))],
)
GOODS = Choice(
    key="goods",
    title=_("Goods"),
    default="all",
    options=lambda: [Option("all", _("all goods")), Option("some", _("single goods"))],
)
ASKED = (REPORTER, PARTNERS, FLOW, PERIOD, GOODS)


def _of(reporter: str, partners: str, flow: str, period: str, goods: str) -> Records:
    found = TradeValue.objects.filter(reporter__en__startswith=reporter, flow=flow)
    wide = {"sco": Q(partner_bloc__key="sco") & ~Q(partner__en__icontains="members")}
    narrow = {"sco_members": Q(partner_bloc__key="sco", partner__en__icontains="members")}
    found = found.filter({**wide, **narrow, "other": Q(partner_bloc=None)}[partners])
    all_goods = Q(commodity__en="all") | Q(commodity__en=None)
    found = found.filter(all_goods) if goods == "all" else found.exclude(all_goods)
    month = Q(period_start_earliest__month=F("period_end_latest__month"))
    found = found.filter(month) if period == "month" else found.filter(~month)
    return found.annotate(
        counts_from=F("period_end_latest"),
        counts_latest=F("period_end_latest"),
        counts_until=F("closed_on_earliest"),
        thing=F("flow"),
        label=F("partner"),
    )


def _values(
    *, reporter: str, partners: str, flow: str, period: str, goods: str, currency: str
) -> Records:
    found = _of(reporter, partners, flow, period, goods).filter(unit=currency)
    return found.annotate(quantity=F("value"))


def _growth(*, reporter: str, partners: str, flow: str, period: str, goods: str) -> Records:
    found = _of(reporter, partners, flow, period, goods).filter(change_percent__isnull=False)
    return found.annotate(quantity=F("change_percent"))


VALUE = declare(
    Figure(
        key="trade_value",
        title=_("Trade value"),
        meaning=_("The newest value of trade over a period that had ended by a day."),
        unit="cny",
        kind=Kind.FLOW,
        aggregate=Aggregate.LATEST,
        register="trade",
        choices=(*ASKED, CURRENCY),
        records=_values,
        unit_of=lambda choices: choices["currency"],
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
