"""Who may do what with learners: rows of ``access_table.py``.

None of the five is of the workshop that keeps the learner: they are not even told that there is
one. Those who may see more stand in ``test_personal_data.py``.
"""

from tests.harness.access import row

_HERE = "/learners/{learner}"
_ENROLMENT = "/learners/enrolments/{enrolment}"
_COHORT = "/learners/cohorts/{cohort}"
_NAME = {"passport_family": "NEW", "workshop": "tj-ttu"}
_MOVE = {"state": "completed", "on": "2026-01-01"}
_WHY = {"reason": "It says so."}
_PAIR = {"decision": "different"}
_GUARDED = "302 403 403 403 403"
_UNKNOWN = "302 404 404 404 404"

_LISTS = (
    *("orgs", "schools", "academicSessions", "terms", "gradingPeriods", "courses", "classes"),
    *("users", "students", "teachers", "enrollments", "demographics"),
)
_OF_A_CLASS = ("enrollments", "students", "teachers")
_SERVICES = {
    "rostering": (
        *_LISTS,
        *(f"{kind}/a" for kind in _LISTS),
        *(f"schools/a/{kind}" for kind in ("classes", "courses", "terms", *_OF_A_CLASS)),
        *(f"schools/a/classes/a/{kind}" for kind in _OF_A_CLASS),
        *("classes/a/students", "classes/a/teachers", "courses/a/classes", "terms/a/classes"),
        *("terms/a/gradingPeriods", "students/a/classes", "teachers/a/classes", "users/a/classes"),
        "no/such/place",
    ),
    "gradebook": (
        *("categories", "lineItems", "results", "categories/a", "lineItems/a", "results/a"),
        *("classes/a/categories", "classes/a/lineItems", "classes/a/results"),
        *("classes/a/lineItems/a/results", "classes/a/students/a/results", "no/such/place"),
    ),
}
"""What OneRoster's services offer to programs that have a token, and to nobody else."""

LEARNERS = (
    #                                                 public contributor stranger officer admin
    row("GET /learners/", _GUARDED),
    row("POST /learners/", _GUARDED, q="rakhimov"),
    row("GET /learners/counted/", "302 403 403 200 200"),
    row("GET /learners/counted/?figure=learners_reached&state=completed", "302 403 403 200 200"),
    row("GET /learners/counted/?figure=workshops", "302 403 403 404 404"),
    row("GET /attendance/counted/", "302 403 403 200 200"),
    row("GET /learners/me/", _GUARDED),
    row("GET /learners/add/", _GUARDED),
    row("POST /learners/add/", _GUARDED, **_NAME),
    row("GET /learners/alike/", _GUARDED),
    row("POST /learners/alike/", _GUARDED),
    row("GET /learners/alike/1/", _GUARDED),
    row("POST /learners/alike/1/", _GUARDED, **_PAIR),
    row("GET /learners/cohorts/", _GUARDED),
    row("GET /learners/cohorts/add/", _GUARDED),
    row("POST /learners/cohorts/add/", _GUARDED, name="A"),
    row(f"GET {_COHORT}/", _GUARDED),
    row(f"POST {_COHORT}/teachers/", _UNKNOWN, email="t@example.org"),
    row("GET /learners/trainings/add/", _GUARDED),
    row("POST /learners/trainings/add/", _GUARDED, training_name="A"),
    row(f"GET {_HERE}/", _UNKNOWN),
    row("GET /learners/nobody-at-all/", _UNKNOWN),
    row(f"GET {_HERE}/edit/", _UNKNOWN),
    row(f"POST {_HERE}/edit/", _UNKNOWN, version="1", **_NAME),
    row(f"GET {_HERE}/enrol/", _UNKNOWN),
    row(f"POST {_HERE}/enrol/", _UNKNOWN, workshop="tj-ttu"),
    row(f"GET {_HERE}/numbers/", _UNKNOWN),
    row(f"POST {_HERE}/numbers/", _UNKNOWN, kind="passport", number="A1"),
    row(f"POST {_HERE}/numbers/1/remove/", _UNKNOWN),
    row(f"GET {_HERE}/account/", _UNKNOWN),
    row(f"POST {_HERE}/account/", _UNKNOWN, email="t@example.org"),
    row(f"GET {_HERE}/consents/", _UNKNOWN),
    row(f"POST {_HERE}/consents/", _UNKNOWN, purpose="token"),
    row(f"POST {_HERE}/consents/withdraw/", _UNKNOWN, purpose="token"),
    row(f"POST {_HERE}/learner.json", _UNKNOWN),
    row(f"POST {_HERE}/erasure/", _UNKNOWN),
    row(f"GET {_HERE}/erase/", _UNKNOWN),
    row(f"POST {_HERE}/erase/", _UNKNOWN, meant="1"),
    row(f"GET {_HERE}/part/nobody-else/", _UNKNOWN),
    row(f"POST {_HERE}/part/nobody-else/", _UNKNOWN, **_WHY),
    row(f"GET {_ENROLMENT}/move/", _UNKNOWN),
    row(f"POST {_ENROLMENT}/move/", _UNKNOWN, **_MOVE),
    row(f"GET {_ENROLMENT}/back/", _UNKNOWN),
    row(f"POST {_ENROLMENT}/back/", _UNKNOWN, **_WHY),
    row(f"GET {_ENROLMENT}/mark/", _UNKNOWN),
    row(f"POST {_ENROLMENT}/mark/", _UNKNOWN, score="1", on="2026-01-01"),
    row(f"GET {_ENROLMENT}/china/", _UNKNOWN),
    row(f"POST {_ENROLMENT}/china/", _UNKNOWN, hsk_level="1"),
    # Rosters are for registrars of the workshop alone.
    row("GET /rosters/", _GUARDED),
    row("GET /rosters/tj-ttu/", _GUARDED),
    row("POST /rosters/tj-ttu/import/", _GUARDED),
    row("GET /rosters/tj-ttu/import/nothing/", _GUARDED),
    row("POST /rosters/tj-ttu/import/nothing/", _GUARDED, apply="1"),
    row("POST /rosters/tj-ttu/export/", _GUARDED, format="oneroster"),
    row("POST /rosters/tj-ttu/programs/", _GUARDED, name="A", scope="roster.readonly"),
    row("POST /rosters/tj-ttu/programs/nothing/revoke/", _GUARDED),
    # Programs come with a token of their own; nobody else is let in, whoever is signed in.
    row("GET /ims/oneroster/token", "405"),
    row("POST /ims/oneroster/token", "401", grant_type="client_credentials"),
    *(
        row(f"{method} /ims/oneroster/{base}{service}/v1p2/{place}", "401")
        for service, places in _SERVICES.items()
        for place in places
        for base in ("", "v1p2/")
        for method in ("GET", "POST")
    ),
    row("PUT /ims/oneroster/gradebook/v1p2/results/a", "401"),
    row("DELETE /ims/oneroster/gradebook/v1p2/results/a", "401"),
    # Only the number is told of figures of persons.
    row("GET /figures/learners/", "200"),
    row("GET /figures/learners/records.csv", "404"),
    row("GET /api/v1/figures/learners", "200"),
    row("GET /api/v1/figures/learners/line", "200"),
    row("GET /api/v1/figures/learners/records", "409"),
)

_KEY = "0123456789abcdefghjkmnpqrs"
_COHORT_WEEK = "/attendance/cohorts/{cohort}/"
_NOBODYS = f"/attendance/{_KEY}/"
_MARKS = {"account": "", "marks": [], "sent_at": "2026-09-07T09:00:00Z"}

ATTENDANCE = (
    #                                                 public contributor stranger officer admin
    row("GET /attendance/", _GUARDED),
    row("GET /attendance/phone/", _GUARDED),
    row("GET /attendance/mine/", _GUARDED),
    # The script that phones keep; it holds nothing of anybody.
    row("GET /attendance/worker.js", "200"),
    row("GET /attendance/carried.json", "401 403 403 403 403"),
    row("POST /attendance/marks/", "401 403 403 403 403", _MARKS),
    row(f"GET {_COHORT_WEEK}", _GUARDED),
    row(f"GET {_COHORT_WEEK}plan/", _GUARDED),
    row(f"POST {_COHORT_WEEK}plan/", _GUARDED, since="2026-09-07"),
    row(f"GET {_COHORT_WEEK}hours/", _GUARDED),
    row(f"GET /attendance/teachers/{_KEY}/", _GUARDED),
    row(f"GET {_NOBODYS}", _GUARDED),
    row(f"POST {_NOBODYS}", _GUARDED, rest="present"),
    row(f"GET {_NOBODYS}change/", _GUARDED),
    row(f"POST {_NOBODYS}change/", _GUARDED, action="cancel"),
    row(f"GET {_NOBODYS}marks/", _GUARDED),
    row("GET /figures/learners_attending/", "200"),
    row("GET /figures/learners_attending/records.csv", "404"),
    row("GET /figures/attendance_share/", "200"),
    row("GET /figures/hours_attended/records.csv", "404"),
    row("GET /api/v1/figures/hours_planned/records", "409"),
    row("GET /api/v1/figures/learners_attending/records", "409"),
)

_COURSE = "/launches/courses/course/"
_REGISTERED = "/launches/cohorts/{cohort}/0b1f2f0e-7d6b-4a53-9c53-0f0f4c2f9a11/"

LAUNCHES = (
    #                                                 public contributor stranger officer admin
    # Administrators come to be told what is missing; nobody here learns or teaches.
    row("GET /launches/", "302 403 403 403 200"),
    row("POST /launches/agree/", "302 403 403 403 302"),
    row(f"GET {_COURSE}", "302 403 403 403 200"),
    row("GET /launches/courses/no-such-course/", "302 403 403 403 404"),
    row(f"POST {_COURSE}open/", "302 403 403 403 303", unit="urn:none"),
    row("GET /launches/cohorts/{cohort}/", _GUARDED),
    row(f"GET {_REGISTERED}", _GUARDED),
    row(f"POST {_REGISTERED}waive/", _GUARDED, unit="urn:none", reason="Tested Out"),
    # Programs come with a secret in the address, and are told why as cmi5 says it.
    row("GET /launches/fetch/nothing/", "405"),
    row("POST /launches/fetch/nothing/", "200"),
)
