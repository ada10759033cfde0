"""The registers of standards, of what belongs to them, and of occupations."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from openluban.foundation.registers.declaring import Register, declare
from openluban.foundation.registers.fields.references import Reference
from openluban.foundation.registers.fields.simple import Chosen, Day, Number, Text
from openluban.foundation.registers.fields.texts import Localized
from openluban.kernel.refusals import Problem
from openluban.teaching.programmes.public import Category
from openluban.teaching.standards.fields import EscoAddress, Languages
from openluban.teaching.standards.models import (
    Clause,
    Competence,
    Following,
    Occupation,
    Recognition,
    Standard,
    State,
    Version,
)
from openluban.teaching.standards.rules.recognising import ends_before_it_begins

WING = _("Teaching")
NAME = Localized(name="name", label=_("Name"), required=True, sortable=True)
VERSION = Reference(
    name="standard_version",
    label=_("Version"),
    register="standard-versions",
    required=True,
    filterable=True,
)


def _ends_after_it_begins(begins: str) -> Any:
    def check(values: dict[str, Any]) -> Sequence[Problem]:
        if ends_before_it_begins(values.get(begins), values.get("until")):
            sentence = _("This ends before it begins.")
            return [Problem("ends_before_it_begins", sentence, "until")]
        return []

    return check


def _not_under_itself(values: dict[str, Any]) -> Sequence[Problem]:
    if values.get("number") and values["number"] == values.get("parent_number"):
        return [
            Problem("under_itself", _("A clause does not stand under itself."), "parent_number")
        ]
    return []


STANDARDS = declare(
    Register(
        key="standards",
        model=Standard,
        title=_("Standards"),
        singular=_("standard"),
        about=_("Professional teaching standards: what a programme teaches, and to which end."),
        wing=WING,
        fields=(
            NAME,
            Chosen(
                name="category",
                label=_("Category"),
                options=dict(Category.choices),
                required=True,
                filterable=True,
            ),
            Reference(
                name="isced_f",
                label=_("Field of education"),
                register="fields-of-education",
                filterable=True,
            ),
            Reference(name="issuer", label=_("Issuer"), register="institutions", filterable=True),
            Reference(
                name="country",
                label=_("Written for"),
                help=_("The country it was written for; empty if for any."),
                register="countries",
                filterable=True,
            ),
        ),
        columns=("name", "category", "issuer", "country"),
        sorts=("name",),
        is_sought=True,
        filters=("category", "country", "issuer"),
    )
)
VERSIONS = declare(
    Register(
        key="standard-versions",
        model=Version,
        title=_("Versions of standards"),
        singular=_("version of a standard"),
        about=_("Editions of standards, each with its clauses and its recognition."),
        wing=WING,
        fields=(
            Localized(
                name="name",
                label=_("Title"),
                help=_("As printed, with the edition: people know the version by it."),
                required=True,
                sortable=True,
            ),
            Reference(
                name="standard",
                label=_("Standard"),
                register="standards",
                required=True,
                filterable=True,
            ),
            Text(name="edition", label=_("Edition"), required=True, max_length=60),
            Day(name="issued_on", label=_("Issued")),
            Languages(
                name="languages",
                label=_("Languages"),
                help=_("As BCP 47 names them, with | between them: zh-Hans | ru."),
            ),
            Number(
                name="level",
                label=_("Level"),
                help=_("1 to 8, as the European Qualifications Framework counts."),
                low=Decimal(1),
                high=Decimal(8),
                places=0,
            ),
        ),
        columns=("name", "standard", "edition", "issued_on", "languages"),
        sorts=("-issued_on", "name"),
        filters=("standard",),
        parent="standard",
    )
)
CLAUSES = declare(
    Register(
        key="clauses",
        model=Clause,
        title=_("Clauses"),
        singular=_("clause"),
        about=_("The text of versions of standards, clause by clause."),
        wing=WING,
        fields=(
            VERSION,
            Text(name="number", label=_("Number"), required=True, max_length=20),
            Number(
                name="position",
                label=_("Position"),
                help=_("Clauses are shown in the order of their positions."),
                required=True,
                low=Decimal(0),
                high=Decimal(999_999),
                places=0,
                sortable=True,
            ),
            Text(name="parent_number", label=_("Under the clause"), max_length=20),
            Localized(name="text", label=_("Text"), required=True),
        ),
        columns=("number", "text", "standard_version"),
        sorts=("position",),
        filters=("standard_version",),
        searched=("text",),
        title_field="number",
        listed=False,
        parent="standard_version",
        check=_not_under_itself,
    )
)
RECOGNITIONS = declare(
    Register(
        key="recognitions",
        model=Recognition,
        title=_("Steps of recognition"),
        singular=_("step of recognition"),
        about=_("What an authority did with a version of a standard, by which act, until when."),
        wing=WING,
        fields=(
            VERSION,
            Reference(
                name="authority",
                label=_("Authority"),
                register="institutions",
                required=True,
                filterable=True,
            ),
            Chosen(
                name="state",
                label=_("State"),
                options=dict(State.choices),
                required=True,
                filterable=True,
            ),
            Text(name="act_number", label=_("Number of the act"), max_length=120),
            Day(name="on", label=_("Day")),
            Text(name="coverage", label=_("What it covers"), max_length=300),
            Day(name="until", label=_("Expires")),
        ),
        columns=("standard_version", "authority", "state", "on", "until"),
        sorts=("-on", "standard_version"),
        filters=("state", "authority", "standard_version"),
        title_field="key",
        parent="standard_version",
        check=_ends_after_it_begins("on"),
    )
)
FOLLOWED = declare(
    Register(
        key="standards-followed",
        model=Following,
        title=_("Standards followed"),
        singular=_("standard followed"),
        about=_("Which programme follows which version of a standard, and since when."),
        wing=WING,
        fields=(
            Reference(
                name="programme",
                label=_("Programme"),
                register="programmes",
                required=True,
                filterable=True,
            ),
            VERSION,
            Day(name="since", label=_("Since")),
            Day(name="until", label=_("Until")),
        ),
        columns=("programme", "standard_version", "since"),
        sorts=("programme", "since"),
        filters=("standard_version", "programme"),
        title_field="key",
        parent="programme",
        check=_ends_after_it_begins("since"),
    )
)
OCCUPATIONS = declare(
    Register(
        key="occupations",
        model=Occupation,
        title=_("Occupations"),
        singular=_("occupation"),
        about=_("ISCO-08: major groups (1 digit), sub-major (2), minor (3) and unit groups (4)."),
        wing=WING,
        fields=(
            NAME,
            Text(name="code", label=_("Code"), required=True, max_length=4, sortable=True),
        ),
        columns=("code", "name"),
        sorts=("code", "name"),
        is_sought=True,
        searched=("code",),
    )
)
COMPETENCES = declare(
    Register(
        key="competences",
        model=Competence,
        title=_("Competences"),
        singular=_("competence"),
        about=_("What graduates can do by a version of a standard, and which occupation needs it."),
        wing=WING,
        fields=(
            NAME,
            VERSION,
            Reference(
                name="occupation",
                label=_("Occupation"),
                register="occupations",
                filterable=True,
            ),
            EscoAddress(name="esco_uri", label=_("Address in ESCO")),
        ),
        columns=("name", "standard_version", "occupation"),
        sorts=("name",),
        is_sought=True,
        filters=("occupation", "standard_version"),
        parent="standard_version",
    )
)
