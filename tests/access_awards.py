"""Who may do what with awards: rows of ``access_table.py``.

None of the five awards anything or was awarded; what those who do may see stands in
``learning/credentials/tests/test_pages.py``.
"""

from tests.harness.access import row

_GUARDED = "302 403 403 403 403"
_KEEPERS = "302 403 403 404 404"
_UNKNOWN = "302 404 404 404 404"
_NOBODY = "404"
_WHY = {"reason": "It says so."}

AWARDS = (
    #                                                 public contributor stranger officer admin
    row("GET /.well-known/did.json", "200"),
    # Whoever has a certificate may have it checked; nothing of it is kept.
    row("GET /verify/", "200"),
    row("GET /verify/?of=no-such-link", _NOBODY),
    row("POST /verify/", "422"),
    row("POST /verify/", "200", text="{}"),
    row("GET /issuers/nobody/did.json", _NOBODY),
    row("GET /issuers/nobody/status/1/revocation", _NOBODY),
    row("GET /achievements/nothing/editions/1/", _NOBODY),
    row("GET /achievements/nothing/badge.png", _NOBODY),
    # Keys are for those who award in the name of an issuer, and for officers.
    row("GET /issuers/nobody/keys/", _KEEPERS),
    row("POST /issuers/nobody/keys/", _KEEPERS, action="make"),
    row("GET /issuers/nobody/signing/", _GUARDED),
    row("POST /issuers/nobody/signing/", _GUARDED, issuer="other", achievement="nothing"),
    # Officers open a figure to its records, under pseudonyms.
    row("GET /awards/counted/", "302 403 403 200 200"),
    row("GET /awards/", _GUARDED),
    row("GET /awards/give/", _GUARDED),
    row("POST /awards/give/", _GUARDED, achievement="nothing"),
    row("GET /awards/batches/none/", _GUARDED),
    row("POST /awards/batches/none/", _GUARDED),
    row("GET /awards/none/", _GUARDED),
    row("POST /awards/none/", _GUARDED, action="revoke", **_WHY),
    row("GET /awards/none/certificate.pdf", _GUARDED),
    # Everybody has a page of their own awards; nobody sees another's.
    row("GET /my-awards/", "302 200 200 200 200"),
    row("GET /my-awards/none/", _UNKNOWN),
    row("POST /my-awards/none/", _UNKNOWN, action="share"),
    row("GET /my-awards/none/credential.json", _UNKNOWN),
    row("GET /shared/nobody-guesses-this/", _NOBODY),
    row("GET /shared/nobody-guesses-this/credential.json", _NOBODY),
)
