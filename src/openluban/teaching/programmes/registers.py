"""The registers of programmes, fields of education, courses and their stages."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from openluban.foundation.evidence.models import Confidence
from openluban.foundation.registers.declaring import Register, declare
from openluban.foundation.registers.fields.references import Reference
from openluban.foundation.registers.fields.simple import Chosen, Day, Number, SeveralChosen, Text
from openluban.foundation.registers.fields.texts import Localized
from openluban.teaching.programmes.models import (
    Category,
    Course,
    CourseStage,
    FieldOfEducation,
    Level,
    LevelBasis,
    Programme,
    Stage,
)

WING = _("Teaching")
NAME = Localized(name="name", label=_("Name"), required=True, sortable=True)
HOURS = Number(name="hours", label=_("Hours"), low=Decimal(0), high=Decimal(10_000), places=1)

FIELDS_OF_EDUCATION = declare(
    Register(
        key="fields-of-education",
        model=FieldOfEducation,
        title=_("Fields of education"),
        singular=_("field of education"),
        about=_("ISCED-F 2013: broad fields (2 digits), narrow (3) and detailed (4)."),
        wing=WING,
        fields=(
            NAME,
            Text(name="code", label=_("Code"), required=True, max_length=4, sortable=True),
        ),
        columns=("code", "name"),
        sorts=("code", "name"),
        searched=("code",),
    )
)
PROGRAMMES = declare(
    Register(
        key="programmes",
        model=Programme,
        title=_("Programmes"),
        singular=_("programme"),
        about=_("Courses of study taught at workshops."),
        wing=WING,
        fields=(
            NAME,
            Reference(
                name="workshop",
                label=_("Workshop"),
                register="workshops",
                required=True,
                filterable=True,
            ),
            Chosen(
                name="category",
                label=_("Category"),
                options=dict(Category.choices),
                required=True,
                filterable=True,
            ),
            Text(name="category_note", label=_("Note on the category"), max_length=200),
            SeveralChosen(name="levels", label=_("Levels"), options=dict(Level.choices)),
            Chosen(
                name="level_basis",
                label=_("How the level is known"),
                options=dict(LevelBasis.choices),
            ),
            Text(name="level_note", label=_("Note on the level"), max_length=200),
            Reference(
                name="isced_f",
                label=_("Field of education"),
                register="fields-of-education",
                filterable=True,
            ),
            Chosen(
                name="isced_confidence",
                label=_("Confidence of the field"),
                options=dict(Confidence.choices),
            ),
            Day(name="since", label=_("Taught since")),
        ),
        columns=("name", "workshop", "category", "levels", "isced_f"),
        sorts=("name", "workshop"),
        is_sought=True,
        filters=("category", "workshop", "isced_f"),
        parent="workshop",
    )
)
COURSES = declare(
    Register(
        key="courses",
        model=Course,
        title=_("Courses"),
        singular=_("course"),
        about=_("Courses of programmes, each a project around a real engineering object (EPIP)."),
        wing=WING,
        fields=(
            NAME,
            Reference(
                name="programme",
                label=_("Programme"),
                register="programmes",
                required=True,
                filterable=True,
            ),
            Localized(
                name="engineering_object",
                label=_("Engineering object"),
                help=_("What is taken apart, modelled, built, run and improved."),
            ),
            HOURS,
        ),
        columns=("name", "programme", "engineering_object", "hours"),
        sorts=("name", "programme"),
        is_sought=True,
        filters=("programme",),
        searched=("engineering_object",),
        parent="programme",
    )
)
COURSE_STAGES = declare(
    Register(
        key="course-stages",
        model=CourseStage,
        title=_("Stages of courses"),
        singular=_("stage of a course"),
        about=_("What learners do and hand in at each stage of a project, and for how long."),
        wing=WING,
        fields=(
            Reference(
                name="course",
                label=_("Course"),
                register="courses",
                required=True,
                filterable=True,
            ),
            Chosen(
                name="stage",
                label=_("Stage"),
                options=dict(Stage.choices),
                required=True,
                filterable=True,
            ),
            Localized(name="activity", label=_("What learners do")),
            Localized(name="deliverable", label=_("What they hand in")),
            HOURS,
        ),
        columns=("course", "stage", "activity", "deliverable", "hours"),
        sorts=("course",),
        filters=("stage", "course"),
        title_field="key",
        parent="course",
    )
)
