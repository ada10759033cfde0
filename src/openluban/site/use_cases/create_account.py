"""Making an account for somebody."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openluban.foundation.access.models import Account
from openluban.foundation.history.recording import Deed, record
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import Invalid, NotAllowed, Problem
from openluban.site.errors import AddressTaken
from openluban.site.policies import may_administer

_LONGEST_NAME = 150


@transaction.atomic
def create_account(*, email: str, name: str, actor: Actor, at: datetime) -> Account:
    """Make an account without a password: its owner sets one by the link they are given.

    :raises NotAllowed: the actor is no administrator
    :raises Invalid: the address is none, or the name is empty or too long
    :raises AddressTaken: somebody has an account with this address
    """
    if not may_administer(actor):
        raise NotAllowed
    email, name = email.strip().lower(), name.strip()
    problems = _problems(email, name)
    if problems:
        raise Invalid(problems)
    if Account.objects.filter(email__iexact=email).exists():
        raise AddressTaken
    account = Account.objects.create_user(email, name=name)
    # Neither name nor address: the history cannot forget.
    record(Deed("accounts.created", "accounts", account.key), actor=actor, at=at)
    return account


def _problems(email: str, name: str) -> list[Problem]:
    problems = []
    try:
        validate_email(email)
    except ValidationError:
        problems.append(Problem("not_an_address", _("Enter an e-mail address."), "email"))
    if not name or len(name) > _LONGEST_NAME:
        problems.append(Problem("required", _("Enter a name."), "name"))
    return problems
