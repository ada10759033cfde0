"""Making a link under which somebody sets a new password."""

from datetime import datetime

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.db import transaction
from django.urls import reverse

from openluban.foundation.access.models import Account
from openluban.foundation.history.recording import Deed, record
from openluban.kernel.actor import Actor
from openluban.site.errors import AccountShut
from openluban.site.policies import the_account


@transaction.atomic
def make_password_link(*, account: str, actor: Actor, at: datetime) -> str:
    """Return the path of a page for a new password; it works once, for three days.

    :raises NotAllowed: the actor is no administrator
    :raises NotFound: there is no such account
    :raises AccountShut: whoever set a password could not sign in with it
    """
    found = the_account(account, actor=actor)
    if not found.is_active:
        raise AccountShut
    record(Deed("accounts.password_link_made", "accounts", found.key), actor=actor, at=at)
    return password_path(found)


def password_path(account: Account) -> str:
    """Return the path of a page for a new password, asked of nobody and written nowhere."""
    person, key = user_pk_to_url_str(account), default_token_generator.make_token(account)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": person, "key": key})
