"""The registers of trade values and rates of exchange."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from openluban.directory.places.public import MEMBERSHIP_KINDS
from openluban.foundation.registers.declaring import Register, declare
from openluban.foundation.registers.fields.references import Reference
from openluban.foundation.registers.fields.simple import Chosen, Day, Number, SeveralChosen, Text
from openluban.foundation.registers.fields.texts import Localized
from openluban.kernel.refusals import Problem
from openluban.relations.trade.models import Rate, TradeValue

WING = _("Relations")
UNIT_WORDS = {
    "cny": _("yuan"),
    "usd": _("US dollars"),
    "piece": _("pieces"),
    "percent": _("percent"),
    "company": _("companies"),
}


def _period_in_order(values: dict[str, object]) -> list[Problem]:
    start, end = values.get("period_start"), values.get("period_end")
    if start is not None and end is not None and end.latest < start.earliest:  # type: ignore[attr-defined]
        return [Problem("ends_before_start", _("The end lies before the beginning."), "period_end")]
    return []


TRADE = declare(
    Register(
        key="trade",
        model=TradeValue,
        title=_("Trade"),
        singular=_("trade value"),
        about=_("Values of trade as customs and ministries report them, in plain units."),
        wing=WING,
        fields=(
            Localized(name="reporter", label=_("Reporter"), required=True),
            Localized(name="partner", label=_("Partner"), required=True),
            Reference(name="partner_bloc", label=_("Bloc"), register="blocs", filterable=True),
            SeveralChosen(
                name="partner_kinds",
                label=_("Kinds of membership covered"),
                options=MEMBERSHIP_KINDS,
            ),
            Chosen(
                name="flow",
                label=_("Flow"),
                options=dict(TradeValue.Flow.choices),
                required=True,
                filterable=True,
            ),
            Localized(name="commodity", label=_("Goods")),
            Day(name="period_start", label=_("Period begins"), required=True),
            Day(name="period_end", label=_("Period ends"), required=True),
            Number(name="value", label=_("Value")),
            Chosen(name="unit", label=_("Unit"), options=UNIT_WORDS, required=True),
            Number(
                name="change_percent",
                label=_("Growth, percent"),
                low=Decimal(-100),
                high=Decimal(99_999),
                places=3,
            ),
            Number(
                name="share_percent",
                label=_("Share, percent"),
                low=Decimal(0),
                high=Decimal(100),
                places=3,
            ),
            Text(name="publisher", label=_("Publisher"), max_length=200),
        ),
        columns=("reporter", "partner", "flow", "commodity", "period_end", "value", "unit"),
        sorts=("-period_end",),
        filters=("flow", "partner_bloc"),
        title_field="partner",
        check=_period_in_order,
    )
)
RATES = declare(
    Register(
        key="rates",
        model=Rate,
        title=_("Rates of exchange"),
        singular=_("rate of exchange"),
        about=_("What one unit of a currency cost in another on a day."),
        wing=WING,
        fields=(
            Text(name="currency", label=_("Currency"), required=True, max_length=3),
            Text(name="per", label=_("In"), required=True, max_length=3),
            Number(
                name="rate",
                label=_("Rate"),
                required=True,
                low=Decimal("0.000001"),
                high=Decimal(10_000_000),
            ),
            Day(name="day", label=_("Day"), required=True),
        ),
        columns=("currency", "per", "rate", "day"),
        sorts=("-day",),
        title_field="key",
        listed=False,
    )
)
