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

LEARNERS = (
    #                                                 public contributor stranger officer admin
    row("GET /learners/", _GUARDED),
    row("POST /learners/", _GUARDED, q="rakhimov"),
    row("GET /learners/counted/", "302 403 403 200 200"),
    row("GET /learners/counted/?figure=learners_reached&state=completed", "302 403 403 200 200"),
    row("GET /learners/counted/?figure=workshops", "302 403 403 404 404"),
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
    # Only the number is told of figures of persons.
    row("GET /figures/learners/", "200"),
    row("GET /figures/learners/records.csv", "404"),
    row("GET /api/v1/figures/learners", "200"),
    row("GET /api/v1/figures/learners/line", "200"),
    row("GET /api/v1/figures/learners/records", "409"),
)
