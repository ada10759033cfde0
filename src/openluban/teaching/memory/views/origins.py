"""Where units come from, as the forms that bring units in ask for it."""

from collections.abc import Mapping

from django.http import HttpRequest
from django.utils.text import slugify
from django.utils.translation import gettext as _

from openluban.foundation.registers.views.sending import sent
from openluban.foundation.ui.form_pieces import FieldView
from openluban.teaching.memory.use_cases.remember import Source

_LONGEST_KEY = 60


def origin_of(request: HttpRequest) -> Source | None:
    """Return what was said of the origin; none if its name has no Latin letters to know it by."""
    title = sent(request, "origin")
    key = slugify(title)[:_LONGEST_KEY].strip("-")
    is_public = sent(request, "public") == "1"
    return Source(key, title, sent(request, "licence"), is_public=is_public) if key else None


def no_origin() -> str:
    """Return what is said to somebody who names none."""
    return _("Say what the units come from, in Latin letters.")


def origin_fields(request: HttpRequest, errors: Mapping[str, str]) -> tuple[FieldView, ...]:
    """Return the fields for the origin and its licence."""
    return (
        FieldView(
            "origin",
            _("What the units come from"),
            "text",
            sent(request, "origin"),
            _("Such as KiCad documentation. Files of the same name belong together."),
            errors=(errors["origin"],) if "origin" in errors else (),
            required=True,
        ),
        FieldView("licence", _("Licence"), "text", sent(request, "licence")),
    )


def public_field(request: HttpRequest) -> FieldView:
    """Return the field that says that everybody may see the units."""
    return FieldView(
        "public",
        _("Everybody may see these units"),
        "flag",
        sent(request, "public"),
        _("Only if the licence allows it. It holds from the first file of this name."),
    )
