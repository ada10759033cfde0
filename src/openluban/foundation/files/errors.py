"""What can stand in the way of files."""

from django.utils.translation import gettext_lazy as _

from openluban.kernel.refusals import Refusal


class FilesUnavailable(Refusal):
    """The store of files does not answer, or not as it should; ``why`` tells no secret."""

    code = "files.unavailable"
    sentence = _("The store of files cannot be used now: %(why)s. Try again later.")
