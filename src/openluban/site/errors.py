"""What is refused about accounts."""

from django.utils.translation import gettext_lazy as _

from openluban.kernel.refusals import Refusal


class AddressTaken(Refusal):
    """Somebody signs in with this e-mail address already."""

    code = "accounts.address_taken"
    sentence = _("There is an account with this e-mail address already.")


class NoSuchRole(Refusal):
    """No module declares the role."""

    code = "accounts.no_such_role"
    sentence = _("There is no role “%(role)s”.")


class ScopeUnfit(Refusal):
    """A role of an institution or workshop needs one that stands in its register."""

    code = "accounts.scope_unfit"
    sentence = _("This role needs an institution that stands in the register, or none at all.")


class AlreadyGranted(Refusal):
    """The person holds the role already."""

    code = "accounts.already_granted"
    sentence = _("This role is held already.")


class LastAdministrator(Refusal):
    """Nobody would be left who could give roles."""

    code = "accounts.last_administrator"
    sentence = _("This is the last administrator. Make somebody else one first.")


class AccountShut(Refusal):
    """Whoever owns a shut account cannot sign in, with whatever password."""

    code = "accounts.shut"
    sentence = _("The account is shut. Open it again first.")
