"""What this module adds to the page of a resource."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from openluban.foundation.registers.panels import Filled, Panel, declare_panel
from openluban.foundation.registers.wording import declare_action
from openluban.foundation.ui.languages import language_name
from openluban.kernel.actor import PUBLIC, Actor
from openluban.teaching.courseware.policies import may_bring_in
from openluban.teaching.library.public import Resource, units_of
from openluban.teaching.packs.public import published_languages

declare_action("courseware.brought_in", _("package brought in"))


def _of_resource(resource: Resource, actor: Actor, language: str) -> Filled:
    if not resource.is_shown:
        return None
    known = published_languages(units_of(resource, PUBLIC), resource.original_language)
    if not known:
        return None
    return {
        "languages": [(each, language_name(each, language)) for each in known],
        "cartridge_url": reverse("courseware_cartridge", args=[resource.key]),
        "course_url": reverse("courseware_course", args=[resource.key]),
        "kept_url": reverse("courseware") if may_bring_in(actor) else "",
    }


COURSEWARE_OF_RESOURCE = declare_panel(
    "library",
    Panel(
        key="courseware",
        title=_("For other learning systems"),
        template="courseware/panel.html",
        fill=_of_resource,
        order=30,
    ),
)
