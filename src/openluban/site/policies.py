"""Who may do what with accounts."""

from openluban.foundation.access.models import Account, Grant
from openluban.foundation.access.roles import ADMINISTER, roles
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotAllowed, NotFound


def may_administer(actor: Actor) -> bool:
    """Administrators make accounts, give and take roles, erase people."""
    return actor.may(ADMINISTER)


def the_account(key: str, *, actor: Actor) -> Account:
    """Return the account under a key, locked until the transaction ends.

    :raises NotAllowed: the actor is no administrator
    :raises NotFound: there is no such account
    """
    if not may_administer(actor):
        raise NotAllowed
    account = Account.objects.select_for_update().filter(key=key).first()
    if account is None:
        raise NotFound(account=key)
    return account


def is_last_administrator(account: Account) -> bool:
    """Test whether nobody else who can sign in may give roles."""
    giving = [role.key for role in roles() if ADMINISTER in role.abilities]
    holders = Grant.objects.filter(role__in=giving, scope="", account__is_active=True)
    if not holders.filter(account=account).exists():
        return False
    return not holders.exclude(account=account).exists()
