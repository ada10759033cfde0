"""Links under which somebody sets a new password."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from openluban.foundation.access.models import Account


def password_link(account: Account) -> str:
    """Return the address of a page for a new password; it works once, for three days.

    Without ``LUBAN_SITE_URL`` it is a path, which belongs behind the address of the installation.
    """
    person, key = user_pk_to_url_str(account), default_token_generator.make_token(account)
    page = reverse("account_reset_password_from_key", kwargs={"uidb36": person, "key": key})
    return f"{settings.LUBAN_SITE_URL}{page}"
