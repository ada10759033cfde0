"""What the library refuses."""

from django.utils.translation import gettext_lazy as _

from openluban.kernel.refusals import Refusal


class LanguageUnknown(Refusal):
    """The language is none that is known."""

    code = "library.language_unknown"
    sentence = _("There is no language “%(language)s”. Write a tag such as ru, zh-hans or tg.")


class TextEmpty(Refusal):
    """There are no words in the text."""

    code = "library.text_empty"
    sentence = _("The text is empty.")


class TextTooLong(Refusal):
    """The text is longer than a unit may be."""

    code = "library.text_too_long"
    sentence = _("The text has %(length)s characters; a unit may have %(limit)s. Divide it.")


class TooManyClauses(Refusal):
    """The text has more clauses than a unit may have."""

    code = "library.too_many_clauses"
    sentence = _("The text has %(count)s clauses; a unit may have %(limit)s. Divide it.")


class TextUnchanged(Refusal):
    """The text is the newest version already."""

    code = "library.text_unchanged"
    sentence = _("Nothing was changed.")


class TextChangedMeanwhile(Refusal):
    """Somebody else saved a version after this one was begun."""

    code = "library.text_changed_meanwhile"
    sentence = _(
        "Somebody has saved this text since you opened it. Keep a copy of yours, open it again "
        "and add your changes."
    )


class NoSuchSource(Refusal):
    """The version it is said to be translated from is not there."""

    code = "library.no_such_source"
    sentence = _("The original has no version %(version)s.")


class NotADraft(Refusal):
    """Only a draft is reviewed."""

    code = "library.not_a_draft"
    sentence = _("Only a draft can be reviewed; this version is not one any more.")


class NeedsOtherSide(Refusal):
    """Nobody reviews their own text, nor that of their own institution."""

    code = "library.needs_other_side"
    sentence = _("Somebody of the other side must review this: neither its author nor a colleague.")


class NotReviewed(Refusal):
    """Nobody of the other side has reviewed it."""

    code = "library.not_reviewed"
    sentence = _("This version is published once the other side has reviewed it.")


class OlderThanPublished(Refusal):
    """A newer version is public already."""

    code = "library.older_than_published"
    sentence = _("Version %(published)s is published, which is newer than this one.")


class NotPublished(Refusal):
    """There is nothing to take out of use."""

    code = "library.not_published"
    sentence = _("This version is not published.")


class ReasonMissing(Refusal):
    """Taking a text out of use needs a reason."""

    code = "library.reason_missing"
    sentence = _("Say why: readers of the old version will see it in the history.")


class NotPublishedIn(Refusal):
    """Nothing of a resource is published in the language that a book is asked for."""

    code = "library.not_published_in"
    sentence = _("Nothing of it is published in “%(language)s”.")


class OneLanguageTwice(Refusal):
    """A book was asked for in a language beside itself."""

    code = "library.one_language_twice"
    sentence = _("The same language cannot stand beside itself. Choose two.")


class BookTooLarge(Refusal):
    """The pictures of a resource weigh more than one book may."""

    code = "library.book_too_large"
    sentence = _("Its pictures weigh more than %(limit)s MB: too much for one book.")


class NoFilm(Refusal):
    """The bytes are none of a film that is taken, whatever the name says."""

    code = "library.no_film"
    sentence = _("%(file)s is no MP4 or WebM film, whatever its name says.")


class FilmTooLarge(Refusal):
    """The film has more bytes than are taken."""

    code = "library.film_too_large"
    sentence = _("%(file)s has more than %(limit)s MB. Make a smaller rendition of it.")


class FilmDamaged(Refusal):
    """The film is cut off, or its parts do not fit together."""

    code = "library.film_damaged"
    sentence = _("%(file)s is cut off or damaged (near byte %(place)s). Get it again.")


class FilmCoding(Refusal):
    """The pictures are coded in a way that browsers do not play."""

    code = "library.film_coding"
    sentence = _(
        "The pictures of %(file)s are coded as “%(coding)s”. Browsers play H.264 in MP4, and VP8, "
        "VP9 or AV1 in WebM."
    )


class FilmKnown(Refusal):
    """The unit has this very film."""

    code = "library.film_known"
    sentence = _("This very film is there already.")


class TooManyFilms(Refusal):
    """The unit has as many renditions as it may have."""

    code = "library.too_many_films"
    sentence = _("A unit may have %(limit)s renditions of its film. Take one away first.")


class FilmNotADraft(Refusal):
    """Only a draft is reviewed."""

    code = "library.film_not_a_draft"
    sentence = _("Only a draft can be reviewed; this film is not one any more.")


class FilmNotReviewed(Refusal):
    """Nobody of the other side has reviewed it, or it is public already."""

    code = "library.film_not_reviewed"
    sentence = _("A film is published once, when the other side has reviewed it.")
