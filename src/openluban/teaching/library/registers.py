"""The registers of resources and units."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from openluban.foundation.registers.declaring import Register, declare
from openluban.foundation.registers.fields.references import Reference
from openluban.foundation.registers.fields.simple import Chosen, Number, Text
from openluban.foundation.registers.fields.texts import Localized
from openluban.foundation.registers.wording import declare_action
from openluban.kernel.refusals import Problem
from openluban.teaching.library.markup.languages import language_of
from openluban.teaching.library.models import Kind, Resource, Unit
from openluban.teaching.library.queries.finding import published_words
from openluban.teaching.library.rights import is_rights
from openluban.teaching.terms.public import LanguageTag

WING = _("Teaching")
NAME = Localized(name="name", label=_("Name"), required=True, sortable=True)

declare_action("library.text_written", _("text written"), of_officers=True)
declare_action("library.text_reviewed", _("text reviewed"), of_officers=True)
declare_action("library.text_published", _("text published"))
declare_action("library.text_superseded", _("text superseded"))
declare_action("library.film_added", _("film added"), of_officers=True)
declare_action("library.film_reviewed", _("film reviewed"), of_officers=True)
declare_action("library.film_published", _("film published"))
declare_action("library.film_taken_away", _("film taken away"))
declare_action("library.film_dropped", _("film dropped that was not public"), of_officers=True)


def check_resource(values: dict[str, Any]) -> Sequence[Problem]:
    """Refuse a language or rights that nobody knows."""
    problems = []
    language = values.get("original_language")
    if language and language_of(language) != language:
        sentence = _("There is no language “%(given)s”. Write a tag such as ru, zh-hans or tg.")
        details: dict[str, object] = {"given": language}
        problems.append(Problem("unknown_language", sentence, "original_language", details=details))
    rights = values.get("rights")
    if rights and not is_rights(rights):
        sentence = _(
            "“%(given)s” is no licence that SPDX lists for texts. For a permission letter write "
            "LicenseRef- and a name."
        )
        problems.append(Problem("unknown_rights", sentence, "rights", details={"given": rights}))
    return problems


LIBRARY = declare(
    Register(
        key="library",
        model=Resource,
        title=_("Teaching resources"),
        singular=_("resource"),
        about=_("Textbooks, courseware, lesson plans and manuals, unit by unit in each language."),
        wing=WING,
        fields=(
            NAME,
            Chosen(
                name="kind",
                label=_("Kind"),
                options=dict(Kind.choices),
                required=True,
                filterable=True,
            ),
            LanguageTag(
                name="original_language",
                label=_("Original language"),
                help=_("The language it is written in first: zh-hans, en, ru."),
                required=True,
                max_length=20,
                example="zh-hans",
            ),
            Text(
                name="rights",
                label=_("Rights"),
                help=_("A licence as SPDX names it (CC-BY-4.0), or LicenseRef- and a name."),
                required=True,
                max_length=80,
                example="CC-BY-4.0",
            ),
            Text(name="credit", label=_("Credit"), help=_("Whom readers are to name.")),
            Reference(
                name="lead_college",
                label=_("Lead college"),
                register="institutions",
                filterable=True,
            ),
            Reference(
                name="host_institution",
                label=_("Host institution"),
                register="institutions",
                filterable=True,
            ),
            Reference(name="programme", label=_("Programme"), register="programmes"),
        ),
        columns=("name", "kind", "original_language", "rights"),
        sorts=("name",),
        filters=("kind", "lead_college", "host_institution"),
        searched=("credit",),
        ways_in=((_("Bring in teaching material"), "/resources/import/"),),
        is_sought=True,
        check=check_resource,
    )
)
UNITS = declare(
    Register(
        key="units",
        model=Unit,
        title=_("Units"),
        singular=_("unit"),
        about=_("The parts of resources, each versioned by itself."),
        wing=WING,
        fields=(
            NAME,
            Reference(
                name="resource",
                label=_("Resource"),
                register="library",
                required=True,
                filterable=True,
            ),
            Number(
                name="position",
                label=_("Position"),
                required=True,
                low=Decimal(1),
                high=Decimal(9_999),
                places=0,
                sortable=True,
            ),
        ),
        columns=("name", "resource", "position"),
        sorts=("position", "name"),
        filters=("resource",),
        parent="resource",
        texts=published_words,
        reading="read/",
    )
)
