"""Keeping the bytes of a folder's films before the database is asked for anything."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from openluban.kernel.refusals import Problem, Refusal
from openluban.teaching.library.folders import FolderRefused
from openluban.teaching.library.formats.films import fingerprint
from openluban.teaching.library.formats.folder_parts import Folder, FolderFilm
from openluban.teaching.library.formats.opening import Unfit, opened_plain, unfit
from openluban.teaching.library.keeping import keep_film
from openluban.teaching.library.use_cases.add_film import KeptFilm, kept_of


@dataclass(frozen=True, slots=True)
class TakenFilm:
    """A film of a folder whose bytes are kept; nothing shows it yet."""

    file: str
    slug: str
    kept: KeptFilm


def taken_films(folder: Folder, *, only_look: bool) -> list[TakenFilm]:
    """Keep the films of a folder, unless they are only looked at.

    Copying takes as long as films are large: it is done before the transaction, so that nobody
    waits for it. What is kept and then not put down shows nowhere.

    :raises FolderRefused: a file was changed, or taken away, since the folder was read
    """
    return [_taken(film, only_look=only_look) for film in folder.films]


def _taken(film: FolderFilm, *, only_look: bool) -> TakenFilm:
    try:
        with opened_plain(film.file, film.place) as file:
            kept = kept_of(file, film.file)
            if not only_look:
                keep_film(kept.digest, kept.facts.ending, file)
            if fingerprint(file) != kept.mark:
                sentence = _("It was changed while it was read. Bring it in again.")
                raise unfit("film.changed", sentence, film.file)  # noqa: EM101
    except Unfit as fault:
        raise FolderRefused([fault.problem]) from fault
    except Refusal as refusal:
        told = str(refusal).replace("%", "%%")
        raise FolderRefused([Problem(refusal.code, told, film.file)]) from refusal
    return TakenFilm(film.file, film.slug, kept)
