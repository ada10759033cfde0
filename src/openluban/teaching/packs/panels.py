"""What this module adds to the page of a resource."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from openluban.foundation.registers.panels import Filled, Panel, declare_panel
from openluban.foundation.registers.wording import declare_action
from openluban.foundation.ui.joining import listed
from openluban.foundation.ui.languages import language_name
from openluban.foundation.ui.sizes import size_words, travel_words
from openluban.kernel.actor import Actor
from openluban.kernel.numerals import format_day
from openluban.kernel.travel import SLOW
from openluban.teaching.library.public import Resource
from openluban.teaching.packs.models import Pack
from openluban.teaching.packs.queries.made import packs_of

_MOST = 3

declare_action("packs.made", _("pack made"))


def _of_resource(resource: Resource, actor: Actor, language: str) -> Filled:
    if not resource.is_shown:
        return None
    return {
        "packs": [_line(pack, language) for pack in packs_of(resource)[:_MOST]],
        "packs_url": reverse("packs", args=[resource.key]),
        "slow": SLOW,
    }


def _line(pack: Pack, language: str) -> dict[str, object]:
    return {
        "url": reverse("pack", args=[pack.sha256]),
        "day": format_day(pack.as_at.date().isoformat(), language),
        "languages": listed(language_name(each, language) for each in pack.languages),
        "size": size_words(pack.size, language),
        "time": travel_words(pack.size, SLOW),
        "is_delta": bool(pack.since),
    }


PACKS_OF_RESOURCE = declare_panel(
    "library",
    Panel(
        key="packs",
        title=_("Packs"),
        template="packs/packs_panel.html",
        fill=_of_resource,
        order=20,
    ),
)
