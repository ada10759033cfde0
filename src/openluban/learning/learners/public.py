"""What other modules may use of learners.

What ``writing`` offers checks no rights: whoever calls has, holds a transaction, and writes the
history (without anything that identifies a person).
"""

from openluban.learning.learners.followers import declare_erasing
from openluban.learning.learners.models.duplicates import Likeness, Merge
from openluban.learning.learners.models.enrolments import Enrolment, EnrolmentState, StudyInChina
from openluban.learning.learners.models.marks import Mark
from openluban.learning.learners.models.persons import (
    Consent,
    Contact,
    Identifier,
    Person,
    PersonName,
)
from openluban.learning.learners.models.places import (
    Cohort,
    CohortTeacher,
    TaughtClass,
    Training,
)
from openluban.learning.learners.policies import has_own_record, may_keep, may_list
from openluban.learning.learners.queries.consents import has_consent, persons_consenting
from openluban.learning.learners.roles import ISSUE
from openluban.learning.learners.rules.names import Name, name_of
from openluban.learning.learners.rules.states import NEXT, Step, first_fault, may_follow
from openluban.learning.learners.rules.words import (
    ContactKind,
    IdentifierKind,
    NameKind,
    Origin,
    Purpose,
    Route,
    Scholarship,
    Sex,
    Stage,
    State,
)
from openluban.learning.learners.use_cases.erase import erase_learner
from openluban.learning.learners.use_cases.invent import Filling, invent_learners
from openluban.learning.learners.writing import (
    NewEnrolment,
    NewPerson,
    Number,
    digest_of,
    write_contacts,
    write_enrolments,
    write_names,
    write_numbers,
    write_persons,
    write_states,
)

__all__ = [
    "ISSUE",
    "NEXT",
    "Cohort",
    "CohortTeacher",
    "Consent",
    "Contact",
    "ContactKind",
    "Enrolment",
    "EnrolmentState",
    "Filling",
    "Identifier",
    "IdentifierKind",
    "Likeness",
    "Mark",
    "Merge",
    "Name",
    "NameKind",
    "NewEnrolment",
    "NewPerson",
    "Number",
    "Origin",
    "Person",
    "PersonName",
    "Purpose",
    "Route",
    "Scholarship",
    "Sex",
    "Stage",
    "State",
    "Step",
    "StudyInChina",
    "TaughtClass",
    "Training",
    "declare_erasing",
    "digest_of",
    "erase_learner",
    "first_fault",
    "has_consent",
    "has_own_record",
    "invent_learners",
    "may_follow",
    "may_keep",
    "may_list",
    "name_of",
    "persons_consenting",
    "write_contacts",
    "write_enrolments",
    "write_names",
    "write_numbers",
    "write_persons",
    "write_states",
]
