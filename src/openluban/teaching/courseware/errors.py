"""Refusals of packages that are not about a file of theirs."""

from django.utils.translation import gettext_lazy as _

from openluban.kernel.refusals import Refusal


class RightsNeeded(Refusal):
    """Nothing says what may be done with the material."""

    code = "courseware.rights_needed"
    sentence = _(
        "The package names no licence that is known here%(said)s. Say which: an SPDX licence such "
        "as CC-BY-4.0, or LicenseRef- and a name for a permission letter."
    )


class RightsUnknown(Refusal):
    """What was given is no licence."""

    code = "courseware.rights_unknown"
    sentence = _("“%(given)s” is neither an SPDX licence nor LicenseRef- and a name.")


class LanguageNeeded(Refusal):
    """Nothing says in which language a text is."""

    code = "courseware.language_needed"
    sentence = _("Neither the package nor its page “%(file)s” says its language. Say it.")


class UnknownForm(Refusal):
    """There is no such form to write a resource in."""

    code = "courseware.unknown_form"
    sentence = _("“%(given)s” is no form that is written here; there are cc13 and cmi5.")


class DraftsOnly(Refusal):
    """What comes from elsewhere is not published at once."""

    code = "courseware.drafts_only"
    sentence = _("A package comes in as drafts. Look at its units, then publish them.")
