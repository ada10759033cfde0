"""Finding what somebody at the terminal means."""

from openluban.foundation.access.actors import actor_for
from openluban.foundation.access.models import Account
from openluban.foundation.registers.declaring import Register, find_register, registers
from openluban.kernel.actor import SYSTEM, Actor
from openluban.kernel.refusals import Refusal


class NoSuchRegister(Refusal):
    """No module declares a register under this key."""

    code = "registers.none"
    sentence = "There is no register “%(given)s”. There are: %(known)s."


class NoSuchAccount(Refusal):
    """Nobody has an account under this address."""

    code = "accounts.none"
    sentence = "There is no account for %(email)s."


def account_named(email: str) -> Account:
    """Return the account of an address.

    :raises NoSuchAccount: there is none
    """
    found = Account.objects.filter(email__iexact=email.strip()).first()
    if found is None:
        raise NoSuchAccount(email=email)
    return found


def actor_named(email: str | None) -> Actor:
    """Return who acts: the person of that address, or this installation itself where none is given.

    :raises NoSuchAccount: there is none
    """
    return actor_for(account_named(email)) if email else SYSTEM


def register_named(key: str) -> Register:
    """Return the register.

    :raises NoSuchRegister: there is none
    """
    found = find_register(key)
    if found is None:
        raise NoSuchRegister(given=key, known=", ".join(each.key for each in registers()))
    return found
