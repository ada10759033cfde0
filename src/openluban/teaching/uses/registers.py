"""The register of what workshops teach with."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from openluban.foundation.registers.declaring import Register, declare
from openluban.foundation.registers.fields.references import Reference
from openluban.foundation.registers.fields.simple import Day, Number, Text
from openluban.foundation.registers.fields.texts import Localized
from openluban.kernel.refusals import Problem
from openluban.teaching.library.public import language_of, published_versions
from openluban.teaching.programmes.public import Programme
from openluban.teaching.uses.models import UnitUse
from openluban.teaching.uses.rules import ends_before_it_begins


def check_use(values: dict[str, Any]) -> Sequence[Problem]:
    """Refuse what cannot have been taught: a version never published, another's programme."""
    problems = [*(_language(values) or _version(values)), *_programme(values)]
    if ends_before_it_begins(values.get("since"), values.get("until")):
        sentence = _("This ends before it begins.")
        problems.append(Problem("ends_before_it_begins", sentence, "until"))
    return problems


def _language(values: dict[str, Any]) -> list[Problem]:
    language = values.get("language")
    if not language or language_of(language) == language:
        return []
    sentence = _("There is no language “%(given)s”. Write a tag such as ru, zh-hans or tg.")
    return [Problem("unknown_language", sentence, "language", details={"given": language})]


def _version(values: dict[str, Any]) -> list[Problem]:
    """Hold the version against what was published; of a unit without texts nothing is known."""
    unit, language, version = (values.get(each) for each in ("unit_id", "language", "text_version"))
    if unit is None or not language or version is None:
        return []
    known = published_versions(unit)
    if not known or (language, int(version)) in known:
        return []
    sentence = _("Version %(version)s of this unit was never published in the language %(given)s.")
    details: dict[str, object] = {"version": int(version), "given": language}
    return [Problem("never_published", sentence, "text_version", details=details)]


def _programme(values: dict[str, Any]) -> list[Problem]:
    programme, workshop = values.get("programme_id"), values.get("workshop_id")
    if programme is None or workshop is None:
        return []
    if Programme.objects.filter(pk=programme, workshop=workshop).exists():
        return []
    sentence = _("This programme is not taught at this workshop.")
    return [Problem("another_workshops_programme", sentence, "programme")]


UNIT_USES = declare(
    Register(
        key="unit-uses",
        model=UnitUse,
        title=_("Units in use"),
        singular=_("use of a unit"),
        about=_("Which workshop teaches with which version of a unit, in which language and term."),
        wing=_("Teaching"),
        fields=(
            Reference(
                name="workshop",
                label=_("Workshop"),
                register="workshops",
                required=True,
                filterable=True,
            ),
            Reference(
                name="unit",
                label=pgettext_lazy("of a resource", "Unit"),
                register="units",
                required=True,
                filterable=True,
            ),
            Text(
                name="language",
                label=_("Language"),
                help=_("A tag such as ru, kk or tg."),
                required=True,
                max_length=20,
                example="zh-hans",
            ),
            Number(
                name="text_version",
                label=_("Version"),
                required=True,
                low=Decimal(1),
                high=Decimal(9_999),
                places=0,
            ),
            Reference(name="programme", label=_("Programme"), register="programmes"),
            Day(name="since", label=_("Since"), required=True),
            Day(name="until", label=_("Until"), help=_("The first day without it.")),
            Localized(name="remark", label=_("Remark")),
        ),
        columns=("unit", "workshop", "language", "text_version", "since", "until"),
        sorts=("-since", "workshop", "unit"),
        filters=("workshop", "unit"),
        title_field="key",
        parent="workshop",
        check=check_use,
    )
)
