"""Links under which somebody sets a new password."""

from django.conf import settings

from openluban.foundation.access.models import Account
from openluban.site.use_cases.make_password_link import password_path


def password_link(account: Account) -> str:
    """Return the address of a page for a new password; it works once, for three days.

    Without ``LUBAN_SITE_URL`` it is a path, which belongs behind the address of the installation.
    """
    return f"{settings.LUBAN_SITE_URL}{password_path(account)}"
