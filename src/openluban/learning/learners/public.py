"""What other modules may use of learners.

What ``writing`` offers checks no rights: whoever calls has, holds a transaction, and writes the
history (without anything that identifies a person).
"""

from openluban.learning.learners.followers import declare_erasing, declare_holding
from openluban.learning.learners.formats.oneroster.reading import read_folder
from openluban.learning.learners.formats.oneroster.scopes import SCOPES as CLIENT_SCOPES
from openluban.learning.learners.formats.rosters_in import Wish, opened, roster_in
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
from openluban.learning.learners.models.rosters import RosterClient
from openluban.learning.learners.policies import (
    has_own_record,
    kept_workshops,
    may_count,
    may_keep,
    may_list,
    own_person,
)
from openluban.learning.learners.queries.cohorts import cohort_seen, cohorts_seen
from openluban.learning.learners.queries.consents import has_consent, persons_consenting
from openluban.learning.learners.roles import ISSUE, TEACH
from openluban.learning.learners.rules.names import Name, name_of
from openluban.learning.learners.rules.states import HERE, NEXT, Step, first_fault, may_follow
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
from openluban.learning.learners.use_cases.consent import Agreed, give_consent
from openluban.learning.learners.use_cases.erase import erase_learner
from openluban.learning.learners.use_cases.export_roster import export_roster
from openluban.learning.learners.use_cases.import_roster import import_roster, preview_roster
from openluban.learning.learners.use_cases.invent import Filling, invent_learners
from openluban.learning.learners.use_cases.roster_clients import make_client, revoke_client
from openluban.learning.learners.use_cases.rosters.plan import Choices, Plan, again
from openluban.learning.learners.use_cases.take_along import take_along
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
    "CLIENT_SCOPES",
    "HERE",
    "ISSUE",
    "NEXT",
    "TEACH",
    "Agreed",
    "Choices",
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
    "Plan",
    "Purpose",
    "RosterClient",
    "Route",
    "Scholarship",
    "Sex",
    "Stage",
    "State",
    "Step",
    "StudyInChina",
    "TaughtClass",
    "Training",
    "Wish",
    "again",
    "cohort_seen",
    "cohorts_seen",
    "declare_erasing",
    "declare_holding",
    "digest_of",
    "erase_learner",
    "export_roster",
    "first_fault",
    "give_consent",
    "has_consent",
    "has_own_record",
    "import_roster",
    "invent_learners",
    "kept_workshops",
    "make_client",
    "may_count",
    "may_follow",
    "may_keep",
    "may_list",
    "name_of",
    "opened",
    "own_person",
    "persons_consenting",
    "preview_roster",
    "read_folder",
    "revoke_client",
    "roster_in",
    "take_along",
    "write_contacts",
    "write_enrolments",
    "write_names",
    "write_numbers",
    "write_persons",
    "write_states",
]
