"""Pieces that pages of awards share."""

from django.urls import reverse
from django.utils.translation import gettext as _

from openluban.foundation.ui.form_pieces import ErrorLine
from openluban.foundation.ui.languages import language_name, page_language
from openluban.foundation.ui.pieces import Fact, FactList, Wording
from openluban.kernel.numerals import format_day
from openluban.kernel.refusals import Invalid, Refusal
from openluban.learning.credentials.editions import languages_in
from openluban.learning.credentials.queries.faces import Face


def facts_of(face: Face) -> FactList:
    """Return what an award says in a few lines."""
    reader = page_language()
    recipient = face.recipient or (_("not named"),)
    told = [
        Fact(_("Recipient"), tuple(Wording(name) for name in recipient)),
        Fact(
            _("Awarded by"),
            tuple(
                Wording(" · ".join(signer.names_for(reader)), lang="") for signer in face.signers
            ),
        ),
        Fact(_("On"), (Wording(format_day(face.awarded_on.isoformat(), reader)),)),
    ]
    if face.valid_until:
        day = format_day(face.valid_until.isoformat(), reader)
        told.append(Fact(_("Valid until"), (Wording(day),)))
    return FactList(tuple(told))


def sides_of(face: Face) -> list[dict[str, str]]:
    """Return an award's wording in each of its languages, the reader's first."""
    return worded(face.names, face.descriptions, face.criteria)


def worded(
    names: dict[str, str], descriptions: dict[str, str], criteria: dict[str, str]
) -> list[dict[str, str]]:
    """Return a wording by languages, the reader's first."""
    reader = page_language()
    spoken = sorted(languages_in(names), key=lambda language: language != reader)
    return [
        {
            "language": language,
            "label": language_name(language, reader),
            "name": names[language],
            "description": descriptions.get(language, ""),
            "criteria": criteria.get(language, ""),
        }
        for language in spoken
    ]


def title_of(face: Face) -> Wording:
    """Return the name of what was awarded, as the reader is best told."""
    reader = page_language()
    language = reader if reader in face.names else face.languages[0]
    return Wording(face.names[language], lang="" if language == reader else language)


def error_lines(refusal: Refusal) -> tuple[ErrorLine, ...]:
    """Return a refusal as lines of an error summary."""
    if isinstance(refusal, Invalid):
        return tuple(ErrorLine(str(each)) for each in refusal.problems)
    return (ErrorLine(str(refusal)),)


def shared_url(secret: str) -> str:
    """Return the path of an award that its recipient shows."""
    return reverse("shared_award", args=[secret])
