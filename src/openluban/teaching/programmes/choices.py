"""The choice of a programme, which figures of higher modules share."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from openluban.foundation.figures.choices import Choice, any_record
from openluban.kernel.text import LocalizedText
from openluban.teaching.programmes.models import Programme


def _name(key: str) -> LocalizedText | None:
    found: LocalizedText | None = (
        Programme.objects.shown().filter(key=key).values_list("name", flat=True).first()
    )
    return found


def on_programme(phrase: Any) -> Choice:
    """Return the choice of one programme or any; ``phrase`` says it as the figure's words go."""
    return any_record("programme", _("Programme"), _("any programme"), name_of=_name, phrase=phrase)
