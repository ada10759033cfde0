"""Who may do what with statements of learning: rows of ``access_table.py``.

Nobody's role but that of the administrator reaches them; keepers of statements, who may see the
same, stand in ``learning/statements/tests/test_pages.py``. Programs need a key, whoever sends.
"""

from tests.harness.access import row

_GUARDED = "302 403 403 403 200"
_UNKNOWN = "302 403 403 403 404"
_NONE = "/statements/sources/no-such-source"

STATEMENTS = (
    #                                                 public contributor stranger officer admin
    row("GET /xAPI/about", "200"),
    row("GET /xAPI/statements", "401"),
    row("POST /xAPI/statements", "401"),
    row("PUT /xAPI/statements?statementId=1", "401"),
    row("DELETE /xAPI/activities/state", "401"),
    row("GET /xAPI/agents/profile", "401"),
    row("GET /xAPI/nothing", "401"),
    row("GET /statements/", _GUARDED),
    row("POST /statements/", "302 403 403 403 422", key="Not one"),
    row("POST /statements/", "302 403 403 403 303", key="fresh"),
    row(f"GET {_NONE}/", _UNKNOWN),
    row(f"POST {_NONE}/", _UNKNOWN, action="issue"),
    row(f"GET {_NONE}/sent/", _UNKNOWN),
    row("GET /statements/person/", _GUARDED),
    row("POST /statements/person/", _GUARDED, kind="mbox", identifier="a@example.org"),
    row("GET /statements/uses/", _GUARDED),
    row(f"GET /statements/uses/{'0' * 32}/", _UNKNOWN),
    row("GET /statements/uses/counted/", _GUARDED),
    row("GET /statements/uses/counted/?figure=workshops", _UNKNOWN),
    row("GET /figures/unit_users/", "200"),
    row("GET /figures/unit_uses/records.csv", "404"),
    row("GET /api/v1/figures/unit_uses/records", "409"),
)
