"""Making a real installation: the first administrator."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from openluban.config.use_cases.demonstrate import is_demonstration
from openluban.foundation.access.models import Account
from openluban.foundation.access.roles import ADMINISTRATOR
from openluban.kernel.actor import SYSTEM
from openluban.kernel.refusals import Invalid, Problem, Refusal
from openluban.site.use_cases.create_account import create_account
from openluban.site.use_cases.grant_role import grant_role


class IsDemonstration(Refusal):
    """The data are those of the demonstration, whose passwords everybody knows."""

    code = "installation.is_demonstration"
    sentence = (
        "These are the data of the demonstration, whose passwords everybody knows. "
        "Choose another folder: LUBAN_HOME=... (and another database)."
    )


class IsSetUp(Refusal):
    """There is an administrator already, who makes further accounts."""

    code = "installation.is_set_up"
    sentence = "There is an administrator already. Make more accounts with: luban account create"


def has_administrator() -> bool:
    """Test whether somebody who can sign in gives and takes roles."""
    return Account.objects.filter(is_active=True, grants__role=ADMINISTRATOR.key).exists()


def may_be_set_up() -> None:
    """Check that there is no administrator yet, before anybody is asked for a password.

    :raises IsDemonstration: the demonstration was prepared here
    :raises IsSetUp: there is an administrator
    """
    if is_demonstration():
        raise IsDemonstration
    if has_administrator():
        raise IsSetUp


@transaction.atomic
def set_up(*, email: str, name: str, password: str, at: datetime) -> Account:
    """Make the first administrator.

    :raises IsDemonstration: the demonstration was prepared here
    :raises IsSetUp: there is an administrator
    :raises AddressTaken: somebody has an account with this address
    :raises Invalid: address, name or password will not do
    """
    may_be_set_up()
    account = create_account(email=email, name=name, actor=SYSTEM, at=at)
    try:
        validate_password(password, account)
    except ValidationError as weak:
        problems = [Problem("weak", sentence, "password") for sentence in weak.messages]
        raise Invalid(problems) from weak
    account.set_password(password)
    account.save(update_fields=["password"])
    grant_role(account=account.key, role=ADMINISTRATOR.key, actor=SYSTEM, at=at)
    return account
