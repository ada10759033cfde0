"""What is refused when somebody says what they teach with."""

from django.utils.translation import gettext_lazy as _

from openluban.kernel.refusals import Refusal


class NotYourWorkshop(Refusal):
    """Contributors speak for the workshops of their own institution."""

    code = "uses.not_your_workshop"
    sentence = _("Your institution takes no part in this workshop. Ask somebody of it to say so.")


class NothingToTeachWith(Refusal):
    """Nothing of what was chosen is published."""

    code = "uses.nothing_to_teach_with"
    sentence = _("Nothing of what you chose is published. Choose a unit and a language.")


class SaidAlready(Refusal):
    """Everything that was chosen is entered already."""

    code = "uses.said_already"
    sentence = _("It is entered already that the workshop teaches with these versions.")
