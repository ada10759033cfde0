"""The registers of achievements, their alignments, and issuers."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from openluban.foundation.registers.declaring import Register, declare
from openluban.foundation.registers.fields.references import Reference
from openluban.foundation.registers.fields.simple import Chosen, Flag, Number, Text
from openluban.foundation.registers.fields.texts import Localized
from openluban.foundation.registers.wording import declare_action, declare_detail
from openluban.kernel.refusals import Problem
from openluban.learning.credentials.models.achievements import Achievement, Alignment
from openluban.learning.credentials.models.issuers import Issuer
from openluban.learning.credentials.rules import is_website
from openluban.teaching.programmes.public import Course

declare_action("credentials.key_made", _("key made"))
declare_action("credentials.key_replaced", _("key replaced"))
declare_action("credentials.key_compromised", _("key reported as compromised"))
declare_action("credentials.signed_anew", _("awards signed anew"))
declare_detail("issuers", Text(name="key", label=pgettext_lazy("that signs", "Key")))
declare_detail("issuers", Text(name="awards", label=_("Awards signed anew")))
declare_detail("issuers", Text(name="left", label=_("Awards still to be signed anew")))
declare_detail("achievements", Reference(name="issuer", label=_("Awarded by"), register="issuers"))
declare_detail(
    "achievements",
    Reference(name="co_issuer", label=_("Signed also by"), register="issuers"),
)
declare_action("credentials.agreed_to_sign", _("a second issuer agreed to sign"))
declare_action("credentials.ended_agreement", _("a second issuer signs no more"))

WING = _("Learning")
NAME = Localized(name="name", label=_("Name"), required=True, sortable=True)
_LONGEST_VALIDITY = Decimal(600)


def check_achievement(values: dict[str, Any]) -> Sequence[Problem]:
    """Refuse an achievement of a course or programme that does not say which."""
    kind, problems = values.get("kind"), []
    for needed in (Achievement.Kind.PROGRAMME, Achievement.Kind.COURSE):
        if kind == needed and values.get(f"{needed}_id") is None:
            sentence = _("Say of which it is.")
            problems.append(Problem("says_not_of_which", sentence, str(needed)))
    course, programme = values.get("course_id"), values.get("programme_id")
    if (
        course is not None
        and programme is not None
        and not Course.objects.filter(pk=course, programme=programme).exists()
    ):
        sentence = _("This course does not belong to the programme.")
        problems.append(Problem("another_programmes_course", sentence, "course"))
    return problems


def check_alignment(values: dict[str, Any]) -> Sequence[Problem]:
    """Refuse an alignment to nothing."""
    if values.get("occupation_id") is None and values.get("competence_id") is None:
        return [Problem("aligned_to_nothing", _("Name an occupation or a competence."))]
    return []


def check_issuer(values: dict[str, Any]) -> Sequence[Problem]:
    """Refuse an address that is none of the web."""
    website = values.get("website") or ""
    if not website or is_website(website):
        return []
    sentence = _("An address begins with https:// and names a host.")
    return [Problem("no_address", sentence, "website")]


ACHIEVEMENTS = declare(
    Register(
        key="achievements",
        model=Achievement,
        title=_("Achievements"),
        singular=_("achievement"),
        about=_("What can be awarded: of programmes, courses, competitions, teachers’ training."),
        wing=WING,
        fields=(
            NAME,
            Localized(name="description", label=_("Description"), required=True),
            Localized(
                name="criteria",
                label=_("Criteria"),
                help=_("What one must have done. Each award keeps the wording of its day."),
                required=True,
            ),
            Chosen(
                name="kind",
                label=_("Awarded for"),
                options=dict(Achievement.Kind.choices),
                required=True,
                filterable=True,
            ),
            Reference(
                name="programme", label=_("Programme"), register="programmes", filterable=True
            ),
            Reference(name="course", label=_("Course"), register="courses"),
            Number(
                name="valid_months",
                label=_("Months of validity"),
                help=_("Empty: an award does not expire."),
                low=Decimal(1),
                high=_LONGEST_VALIDITY,
                places=0,
            ),
        ),
        columns=("name", "kind", "programme", "valid_months"),
        sorts=("name",),
        is_sought=True,
        filters=("kind", "programme"),
        searched=("description", "criteria"),
        check=check_achievement,
    )
)
ALIGNMENTS = declare(
    Register(
        key="alignments-of-achievements",
        model=Alignment,
        title=_("Alignments of achievements"),
        singular=_("alignment of an achievement"),
        about=_("Which occupation or competence an achievement leads to."),
        wing=WING,
        fields=(
            Reference(
                name="achievement",
                label=_("Achievement"),
                register="achievements",
                required=True,
                filterable=True,
            ),
            Reference(
                name="occupation", label=_("Occupation"), register="occupations", filterable=True
            ),
            Reference(name="competence", label=_("Competence"), register="competences"),
        ),
        columns=("achievement", "occupation", "competence"),
        sorts=("achievement",),
        filters=("achievement", "occupation"),
        title_field="key",
        listed=False,
        parent="achievement",
        check=check_alignment,
    )
)
ISSUERS = declare(
    Register(
        key="issuers",
        model=Issuer,
        title=_("Issuers"),
        singular=_("issuer"),
        about=_("Institutions that award, with the keys by which anybody checks what they signed."),
        wing=WING,
        fields=(
            NAME,
            Reference(
                name="institution",
                label=_("Institution"),
                register="institutions",
                required=True,
                filterable=True,
            ),
            Text(
                name="website",
                label=_("Website"),
                max_length=300,
                example="https://college.example",
            ),
            Chosen(
                name="naming",
                label=_("Names in credentials"),
                options=dict(Issuer.Naming.choices),
                required=True,
            ),
            Flag(
                name="is_synthetic",
                label=_("Of a demonstration"),
                help=_("Whatever it awards says that nobody real was awarded."),
            ),
        ),
        columns=("name", "institution", "naming", "is_synthetic"),
        sorts=("name",),
        filters=("institution",),
        check=check_issuer,
    )
)
