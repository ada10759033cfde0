"""Refusals of packs."""

from django.utils.translation import gettext_lazy as _

from openluban.kernel.refusals import Refusal


class NothingPublished(Refusal):
    """There is no text to pack."""

    code = "packs.nothing_published"
    sentence = _("Nothing of this resource is published yet, so there is nothing to pack.")


class NoSuchLanguage(Refusal):
    """Nothing is published in a language that is wanted."""

    code = "packs.no_such_language"
    sentence = _("Nothing of it is published in “%(given)s”. There is: %(known)s.")


class NoLanguage(Refusal):
    """No language was chosen."""

    code = "packs.no_language"
    sentence = _("Choose at least one language.")


class BadWidth(Refusal):
    """Pictures cannot be given this width."""

    code = "packs.bad_width"
    sentence = _("Pictures can be from %(least)s to %(most)s pixels wide.")


class PackRefused(Refusal):
    """What was given is no sound pack; the sentence says which file and why."""

    code = "packs.refused"
    sentence = _("%(file)s: %(why)s")


class OtherResource(Refusal):
    """Two packs that belong to different resources."""

    code = "packs.other_resource"
    sentence = _("That pack is of “%(theirs)s”, not of “%(ours)s”.")


class OtherPack(Refusal):
    """The delta was made from another pack than the one in the folder."""

    code = "packs.other_pack"
    sentence = _(
        "This delta leads on from another pack. In the folder is %(ours)s, it was made from "
        "%(theirs)s. Get a delta from yours, or the whole pack."
    )


class NoDelta(Refusal):
    """A whole pack where a delta is needed."""

    code = "packs.no_delta"
    sentence = _("%(file)s is a whole pack, no delta: unpack it beside the old one.")


class OtherKey(Refusal):
    """The delta is signed by somebody else than the pack."""

    code = "packs.other_key"
    sentence = _(
        "The delta is signed with another key than the pack in the folder. Ask where it comes from."
    )


class AlreadyThere(Refusal):
    """There is something under the name already."""

    code = "packs.already_there"
    sentence = _("%(name)s is there already. Choose another name.")


class CannotWrite(Refusal):
    """The disk refuses."""

    code = "packs.cannot_write"
    sentence = _("%(name)s cannot be written: %(why)s.")


class BusyElsewhere(Refusal):
    """Another process applies a delta to the same folder."""

    code = "packs.busy"
    sentence = _("Another program is at work on %(name)s. Wait until it is done.")


class BadFilms(Refusal):
    """Films cannot be chosen by this size."""

    code = "packs.bad_films"
    sentence = _("Say how many megabytes a film may have at most: from 0 (none) to %(most)s.")


class FilmLost(Refusal):
    """A film is not what was kept."""

    code = "packs.film_lost"
    sentence = _("The film %(digest)s is not what was kept. Bring it back from a backup.")


class TooMuchFilm(Refusal):
    """The films weigh more than a page makes a pack of."""

    code = "packs.too_much_film"
    sentence = _(
        "Its films have more than %(limit)s MB together. Choose smaller ones, or make it with the "
        "command."
    )
