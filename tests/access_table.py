"""Who may do what: every address and every endpoint, for every role, in one table.

A row is a method, an address and the status each role is answered with. Placeholders stand for
what ``tests/harness/cast.py`` makes: {shown}, {proposed} and {internal} are workshops, {new} and
{change} proposals, {claim} a claim; {register} makes a row of each declared register. The test
looks every address up again, and fails for one of the installation's that no row reaches.

To add an address: one row. The proposed workshop belongs to the contributor's institution; the
stranger is a contributor of another one.
"""

from tests.access_awards import AWARDS
from tests.access_learning import ATTENDANCE, LAUNCHES, LEARNERS
from tests.access_statements import STATEMENTS
from tests.access_teaching import TEACHING
from tests.harness.access import row

_KZ = {"name": {"en": "New"}, "country": "kz"}
_RENAME = {"name": {"en": "Renamed"}, "version": 1}
_WHY = {"reason": "It says so."}
_CLOSE = {"on": "2025-08", "reason": "It ended."}
_INTERNAL = {"audience": "internal"}

API = (
    #                                                 public contributor stranger officer admin
    row("GET /api/", "200"),
    row("GET /api/v1/openapi.json", "200"),
    row("GET /api/v1/no-such-thing", "404"),
    row("POST /api/v1/no-such-thing", "404", {}),
    row("GET /api/v1/figures", "200"),
    row("GET /api/v1/figures/workshops", "200"),
    row("GET /api/v1/figures/workshops/records", "200"),
    row("GET /api/v1/figures/workshops/line", "200"),
    row("GET /api/v1/figures/no-such-figure", "404"),
    row("GET /api/v1/briefings", "200"),
    row("GET /api/v1/briefings/published", "200"),
    row("GET /api/v1/briefings/draft", "404 404 404 404 404"),
    row("GET /api/v1/briefings/no-such-briefing", "404"),
    row("GET /api/v1/briefings/published/editions/1", "200"),
    row("GET /api/v1/briefings/published/editions/2", "404"),
    row("GET /api/v1/reconciliation", "200"),
    row("GET /api/v1/reconciliation/F001", "200"),
    row("GET /api/v1/reconciliation/no-such-figure", "404"),
    row("POST /api/v1/reconciliation/check", "401 422 422 422 422", {}),
    row("GET /api/v1/{register}", "200"),
    row("GET /api/v1/{register}?limit=1&q=a", "200"),
    row("GET /api/v1/{register}/no-such-record", "404"),
    row("GET /api/v1/{register}/no-such-record/history", "404"),
    row("POST /api/v1/{register}", "401 422 422 422 422", {}),
    row("PATCH /api/v1/{register}/no-such-record", "401 404 404 404 404", {"version": 1}),
    row("POST /api/v1/{register}/no-such-record/close", "401 404 404 404 404", _CLOSE),
    row("POST /api/v1/{register}/no-such-record/retire", "401 404 404 404 404", _WHY),
    row("POST /api/v1/{register}/no-such-record/audience", "401 404 404 404 404", _INTERNAL),
    row("POST /api/v1/{register}/import", "401 403 403 415 415", {}),
    row("GET /api/v1/workshops/{shown}", "200"),
    row("GET /api/v1/workshops/{shown}/history", "200"),
    row("GET /api/v1/workshops/{proposed}", "404 200 404 200 200"),
    row("GET /api/v1/workshops/{proposed}/history", "404 200 404 200 200"),
    row("GET /api/v1/workshops/{internal}", "404 404 404 200 200"),
    row("GET /api/v1/workshops/{internal}/history", "404 404 404 200 200"),
    row("POST /api/v1/workshops", "401 201 201 201 201", _KZ),
    row("PATCH /api/v1/workshops/{shown}", "401 202 202 200 200", _RENAME),
    row("PATCH /api/v1/workshops/{shown}", "401 428 428 428 428", {"name": {"en": "Renamed"}}),
    row("PATCH /api/v1/workshops/{proposed}", "401 202 404 200 200", _RENAME),
    row("PATCH /api/v1/workshops/{internal}", "401 404 404 200 200", {**_RENAME, "version": 2}),
    row("POST /api/v1/workshops/{shown}/close", "401 403 403 200 200", _CLOSE),
    row("POST /api/v1/workshops/{shown}/retire", "401 403 403 200 200", _WHY),
    row("POST /api/v1/workshops/{shown}/audience", "401 403 403 200 200", _INTERNAL),
    row("POST /api/v1/workshops/{proposed}/retire", "401 403 404 200 200", _WHY),
    row("POST /api/v1/workshops/{internal}/retire", "401 404 404 200 200", _WHY),
    row("GET /api/v1/proposals", "401 200 200 200 200"),
    row("POST /api/v1/proposals/{new}/accept", "401 403 404 200 200"),
    row("POST /api/v1/proposals/{change}/accept", "401 403 404 200 200", {}),
    row("POST /api/v1/proposals/{new}/decline", "401 403 404 200 200", _WHY),
    row("POST /api/v1/proposals/{change}/decline", "401 403 404 422 422", {"why": "No."}),
    row("POST /api/v1/claims/{claim}/prefer", "401 403 403 200 200", _WHY),
)
_SIGN_IN = {"login": "officer@example.org"}
_RIGHT, _WRONG = "correct horse battery staple", "wrong"  # of nobody: tests/harness/cast.py
_SIGN_UP = {"email": "new@example.org", "password1": _RIGHT, "password2": _RIGHT}

ACCOUNTS = (
    #                                                 public contributor stranger officer admin
    row("GET /accounts/login/", "200 302 302 302 302"),
    row("POST /accounts/login/", "200 302 302 302 302", **_SIGN_IN, password=_WRONG),
    row("POST /accounts/login/", "302", **_SIGN_IN, password=_RIGHT),
    row("GET /accounts/logout/", "302 200 200 200 200"),
    row("POST /accounts/logout/", "302"),
    row("GET /accounts/inactive/", "200"),
    # Nobody signs themselves up: an administrator makes accounts.
    row("GET /accounts/signup/", "200 302 302 302 302"),
    row("POST /accounts/signup/", "200 302 302 302 302", **_SIGN_UP),
    row("GET /accounts/reauthenticate/", "302 200 200 200 200"),
    row("POST /accounts/reauthenticate/", "302 200 200 200 200", password=_WRONG),
    row("GET /accounts/", "302"),
    row("GET /accounts/email/", "302"),
    row("GET /accounts/confirm-email/", "200"),
    row("GET /accounts/confirm-email/some-key/", "200"),
    row("POST /accounts/confirm-email/some-key/", "404"),
    row("GET /accounts/password/change/", "302 200 200 200 200"),
    row("POST /accounts/password/change/", "302 200 200 200 200"),
    row("GET /accounts/password/set/", "302"),
    row("POST /accounts/password/set/", "302"),
    row("GET /accounts/password/reset/", "200"),
    row("POST /accounts/password/reset/", "302", email="nobody@example.org"),
    row("GET /accounts/password/reset/done/", "200"),
    row("GET /accounts/password/reset/key/1-some-key/", "200"),
    row("POST /accounts/password/reset/key/1-some-key/", "200"),
    row("GET /accounts/password/reset/key/done/", "200"),
    row("GET /accounts/login/code/confirm/", "302"),
    row("POST /accounts/login/code/confirm/", "302"),
    row("GET /accounts/sessions/", "302 200 200 200 200"),
    row("POST /accounts/sessions/", "302"),
    # Second factors: whoever changes them has signed in a moment ago, so all are sent to do that.
    row("GET /accounts/2fa/", "302 200 200 200 200"),
    row("POST /accounts/2fa/", "302 405 405 405 405"),
    row("GET /accounts/2fa/authenticate/", "302"),
    row("POST /accounts/2fa/authenticate/", "302"),
    row("GET /accounts/2fa/reauthenticate/", "302"),
    row("POST /accounts/2fa/reauthenticate/", "302"),
    row("GET /accounts/2fa/totp/activate/", "302"),
    row("POST /accounts/2fa/totp/activate/", "302"),
    row("GET /accounts/2fa/totp/deactivate/", "302 404 404 404 404"),
    row("POST /accounts/2fa/totp/deactivate/", "302 404 404 404 404"),
    row("GET /accounts/2fa/recovery-codes/", "302 404 404 404 404"),
    row("POST /accounts/2fa/recovery-codes/", "302 405 405 405 405"),
    row("GET /accounts/2fa/recovery-codes/generate/", "302"),
    row("POST /accounts/2fa/recovery-codes/generate/", "302"),
    row("GET /accounts/2fa/recovery-codes/download/", "302 404 404 404 404"),
    row("POST /accounts/2fa/recovery-codes/download/", "302 404 404 404 404"),
    row("GET /accounts/2fa/webauthn/", "302 200 200 200 200"),
    row("POST /accounts/2fa/webauthn/", "302 405 405 405 405"),
    row("GET /accounts/2fa/webauthn/add/", "302"),
    row("POST /accounts/2fa/webauthn/add/", "302"),
    row("GET /accounts/2fa/webauthn/login/", "302"),
    row("POST /accounts/2fa/webauthn/login/", "302"),
    row("GET /accounts/2fa/webauthn/reauthenticate/", "302"),
    row("POST /accounts/2fa/webauthn/reauthenticate/", "302"),
    row("GET /accounts/2fa/webauthn/keys/1/edit/", "302"),
    row("POST /accounts/2fa/webauthn/keys/1/edit/", "302"),
    row("GET /accounts/2fa/webauthn/keys/1/remove/", "302"),
    row("POST /accounts/2fa/webauthn/keys/1/remove/", "302"),
    row("GET /i18n/setlang/", "302"),
    row("POST /i18n/setlang/", "302", language="ru"),
)
_SAY = {"reason": "It says so."}
_NEW = {"name_en": "New", "country": "kz"}

REGISTERS = (
    #                                                 public contributor stranger officer admin
    row("GET /{register}/", "200"),
    row("GET /{register}/export.csv", "200"),
    row("GET /{register}/export.xlsx", "200"),
    row("GET /{register}/template.csv", "200"),
    row("GET /{register}/add/", "302 200 200 200 200"),
    row("POST /{register}/add/", "302 422 422 422 422"),
    row("GET /{register}/import/", "302 403 403 200 200"),
    row("POST /{register}/import/", "302 403 403 422 422"),
    row("GET /{register}/import/no-such-upload/", "302 403 403 404 404"),
    row("POST /{register}/import/no-such-upload/", "302 403 403 404 404"),
    row("GET /{register}/no-such-record/", "404"),
    row("GET /{register}/no-such-record/history/", "404"),
    row("GET /{register}/no-such-record/edit/", "302 404 404 404 404"),
    row("POST /{register}/no-such-record/edit/", "302 404 404 404 404", version="1"),
    row("POST /{register}/no-such-record/close/", "302 403 403 404 404", on="2025", **_SAY),
    row("POST /{register}/no-such-record/retire/", "302 403 403 404 404", **_SAY),
    row("POST /{register}/no-such-record/audience/", "302 403 403 404 404", audience="public"),
    row("POST /workshops/add/", "302 303 303 303 303", **_NEW),
    row("GET /workshops/{shown}/", "200"),
    row("GET /workshops/{shown}/history/", "200"),
    row("GET /workshops/{shown}/edit/", "302 200 200 200 200"),
    row("POST /workshops/{shown}/edit/", "302 303 303 303 303", **_NEW, version="1"),
    row("GET /workshops/{shown}/close/", "302 403 403 200 200"),
    row("POST /workshops/{shown}/close/", "302 403 403 303 303", on="2025", version="1", **_SAY),
    row("GET /workshops/{shown}/retire/", "302 403 403 200 200"),
    row("POST /workshops/{shown}/retire/", "302 403 403 303 303", version="1", **_SAY),
    row("GET /workshops/{shown}/audience/", "302 403 403 200 200"),
    row("POST /workshops/{shown}/audience/", "302 403 403 303 303", audience="internal"),
    row("GET /workshops/{shown}/decide/{change}/", "302 403 403 200 200"),
    row("POST /workshops/{shown}/decide/{change}/", "302 403 403 303 303", decision="accept"),
    row("GET /workshops/{proposed}/", "404 200 404 200 200"),
    row("GET /workshops/{proposed}/history/", "404 200 404 200 200"),
    row("GET /workshops/{proposed}/edit/", "302 200 404 200 200"),
    row("POST /workshops/{proposed}/edit/", "302 303 404 303 303", **_NEW, version="1"),
    row("GET /workshops/{proposed}/decide/{new}/", "302 403 403 200 200"),
    row("POST /workshops/{proposed}/decide/{new}/", "302 403 403 303 303", **_SAY),
    row("GET /workshops/{internal}/", "404 404 404 200 200"),
    row("GET /workshops/{internal}/history/", "404 404 404 200 200"),
    row("GET /workshops/{internal}/edit/", "302 404 404 200 200"),
    row("POST /workshops/{internal}/edit/", "302 404 404 303 303", **_NEW, version="2"),
    row("POST /workshops/{internal}/audience/", "302 403 403 303 303", audience="public"),
    row("GET /gates/{claimed}/prefer/{claim}/", "302 403 403 200 200"),
    row("POST /gates/{claimed}/prefer/{claim}/", "302 403 403 303 303", **_SAY),
    row("GET /workshops/{shown}/prefer/{claim}/", "302 403 403 404 404"),
    row("GET /standards/a-standard/changes/", "200"),
    row("GET /standards/a-standard/changes/?from=no-such-version", "404"),
    row("GET /standards/no-such-standard/changes/", "404"),
    # Officers speak for no side; the contributor and the stranger do for one each.
    row("GET /terms/cnc-lathe-ru/agree/", "302 200 200 200 200"),
    row("POST /terms/cnc-lathe-ru/agree/", "302 303 303 422 422", deed="put_forward"),
    row("POST /terms/cnc-lathe-ru/agree/", "302 422 422 422 422", deed="agree"),
    row("GET /terms/no-such-term/agree/", "302 404 404 404 404"),
)
FIGURES = (
    row("GET /figures/", "200"),
    row("GET /figures/workshops/", "200"),
    row("GET /figures/workshops/records.csv", "200"),
    row("GET /figures/no-such-figure/", "404"),
)
RECONCILIATION = (
    #                                                 public contributor stranger officer admin
    row("GET /reconciliation/", "200"),
    row("GET /reconciliation/export.csv", "200"),
    row("GET /reconciliation/export.json", "200"),
    row("GET /reconciliation/F001/", "200"),
    row("GET /reconciliation/no-such-figure/", "404"),
    row("GET /reconciliation/check/", "302 200 200 200 200"),
    row("POST /reconciliation/check/", "302 422 422 422 422"),
    row("GET /reconciliation/F001/map/", "302 200 200 200 200"),
    row("POST /reconciliation/F001/map/", "302 422 422 422 422"),
)
BRIEFINGS = (
    #                                                 public contributor stranger officer admin
    row("GET /briefings/", "200"),
    row("GET /briefings/start/", "302 403 403 200 200"),
    row("GET /briefings/published/", "200"),
    row("GET /briefings/published/editions/1/", "200"),
    row("GET /briefings/published/editions/2/", "404"),
    row("GET /briefings/published/editions/1/edition.html", "200"),
    row("GET /briefings/published/editions/1/edition.docx", "200"),
    row("GET /briefings/published/editions/1/edition.exe", "404"),
    row("GET /briefings/draft/", "404 404 404 303 303"),
    row("GET /briefings/draft/editions/1/", "404"),
    row("GET /briefings/draft/write/", "302 403 403 200 200"),
    row("POST /briefings/draft/write/", "302 403 403 303 303", body="# Other", version="1"),
    row("GET /briefings/draft/publish/", "302 403 403 200 200"),
    row("POST /briefings/draft/publish/", "302 403 403 303 303", action="first", day="2025-08-30"),
    row("GET /briefings/no-such-briefing/", "404"),
)
_SOMEBODY = {"email": "new@example.org", "name": "New"}

SITE = (
    #                                                 public contributor stranger officer admin
    row("GET /", "200"),
    row("GET /healthz", "200"),
    row("GET /static/ui/openluban.css", "200"),
    row("GET /registers/", "200"),
    row("GET /search/?q=tianjin", "200"),
    row("GET /my-work/", "302 200 200 200 200"),
    row("GET /account/", "302 200 200 200 200"),
    row("POST /account/", "302 200 200 200 200", name="for tests"),
    # The token is the contributor's own.
    row("POST /account/tokens/{token}/revoke/", "302 302 404 404 302"),
    row("GET /people/", "302 403 403 403 200"),
    row("POST /people/", "302 403 403 403 302", **_SOMEBODY),
    row("GET /people/{person}/", "302 403 403 403 200"),
    row("GET /people/no-such-person/", "302 403 403 403 404"),
    row("POST /people/{person}/roles/", "302 403 403 403 302", role="officer"),
    row("POST /people/{person}/roles/{grant}/revoke/", "302 403 403 403 302"),
    row("POST /people/{person}/link/", "302 403 403 403 200"),
    row("POST /people/{person}/activity/", "302 403 403 403 302"),
    row("POST /people/{person}/erase/", "302 403 403 403 302", meant="1"),
)

ROWS = (
    *(*API, *ACCOUNTS, *REGISTERS, *FIGURES, *RECONCILIATION, *BRIEFINGS),
    *(*TEACHING, *LEARNERS, *ATTENDANCE, *LAUNCHES, *STATEMENTS, *AWARDS, *SITE),
)
