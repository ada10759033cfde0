"""The sign-ins of the demonstration; importing this needs neither settings nor database."""

from openluban.site.demo import DEMO_ACCOUNTS

SIGN_INS: dict[str, tuple[str, str]] = {}
"""E-mail address and password by role (the first with it), and by the address before its ``@``."""

for _account in DEMO_ACCOUNTS:
    _sign_in = (_account.email, _account.password)
    SIGN_INS.setdefault(_account.role, _sign_in)
    SIGN_INS.setdefault(_account.email.partition("@")[0], _sign_in)
