"""What the memory refuses."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from openluban.kernel.refusals import NotFound, Refusal


class NoSuchUnit(NotFound):
    """There is no such unit, or it was taken out."""

    code = "memory.no_such_unit"
    sentence: ClassVar[Any] = _("The memory has no unit %(unit)s.")


class AlreadyRetired(Refusal):
    """The unit was taken out before."""

    code = "memory.already_retired"
    sentence = _("This unit was taken out of the memory before.")


class ReasonMissing(Refusal):
    """Who takes something out says why."""

    code = "memory.reason_missing"
    sentence = _("Say why the unit is taken out: others will read it.")


class OriginUnfit(Refusal):
    """An origin has a key for addresses and a title."""

    code = "memory.origin_unfit"
    sentence = _(
        "Where the units come from needs a name of small letters, digits and single hyphens, "
        "at most 60, and a title of at most 200 characters."
    )


class LanguageUnknown(Refusal):
    """What was given names no language."""

    code = "memory.language_unknown"
    sentence = _("“%(language)s” names no language. Write it as en, zh-Hans or ru.")


class FormatUnknown(Refusal):
    """The memory reads TMX and PO."""

    code = "memory.format_unknown"
    sentence = _("%(name)s is neither TMX nor PO: its name must end in .tmx or .po.")


class NothingToExport(Refusal):
    """There is no unit in these two languages."""

    code = "memory.nothing_to_export"
    sentence: ClassVar[Any] = _(
        "The memory has no unit in %(source)s and %(target)s that you may see."
    )
