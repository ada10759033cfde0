"""What this module adds to the pages of resources and units: a description for programs."""

from collections.abc import Callable

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from openluban.foundation.registers.panels import Filled, Panel, declare_panel
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotFound
from openluban.teaching.harvest.description import Whole
from openluban.teaching.harvest.formats.amb import amb, data_block
from openluban.teaching.harvest.models import Elsewhere
from openluban.teaching.harvest.policies import may_harvest
from openluban.teaching.harvest.queries.whole import whole_resource, whole_unit
from openluban.teaching.library.public import Resource, Unit


def _of_resource(resource: Resource, _actor: Actor, _language: str) -> Filled:
    return _filled(resource, "resource_jsonld", whole_resource)


def _of_unit(unit: Unit, _actor: Actor, _language: str) -> Filled:
    return _filled(unit, "unit_jsonld", whole_unit)


def _filled(record: Resource | Unit, name: str, find: Callable[[str], Whole]) -> Filled:
    try:
        whole = find(record.key)
    except NotFound:
        return None
    # Pages are kept for everybody: an address that one asker chose must not stand in them.
    site = str(settings.LUBAN_SITE_URL)
    described = SafeString(data_block(amb(whole, site))) if site else ""  # escaped there
    return {"described": described, "url": reverse(name, args=[record.key])}


for _register, _fill in (("library", _of_resource), ("units", _of_unit)):
    declare_panel(
        _register,
        Panel(
            key="catalogues",
            title=_("For catalogues"),
            template="harvest/catalogues_panel.html",
            fill=_fill,
            order=200,
        ),
    )


def _of_elsewhere(record: Elsewhere, actor: Actor, _language: str) -> Filled:
    is_web = record.address.startswith(("https://", "http://"))
    return {
        "repository": record.repository,
        "address": record.address if is_web else "",
        "may_harvest": may_harvest(actor),
    }


LIES_ELSEWHERE = declare_panel(
    "elsewhere",
    Panel(
        key="there",
        title=_("In another repository"),
        template="harvest/elsewhere_panel.html",
        fill=_of_elsewhere,
        order=10,
    ),
)
