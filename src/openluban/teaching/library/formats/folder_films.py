"""Films in a folder: each belongs to the unit whose texts are called as it is."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from openluban.kernel.refusals import Problem, Refusal
from openluban.teaching.library.errors import NoFilm
from openluban.teaching.library.formats.films import names_film, read_film
from openluban.teaching.library.formats.folder_parts import FolderFilm
from openluban.teaching.library.formats.opening import Entry, Unfit, opened_plain, unfit
from openluban.teaching.library.formats.placing import film_slug


@dataclass(slots=True)
class FoundFilms:
    """The films of a folder; ``notes`` tell which stay behind, ``faults`` refuse the folder."""

    films: list[FolderFilm] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    faults: list[Problem] = field(default_factory=list)
    named: set[str] = field(default_factory=set)
    """Of all that are called as films are, whatever became of them."""


def films_among(entries: Iterable[Entry], slugs: Collection[str]) -> FoundFilms:
    """Return the films that lie beside texts of units, which are named by their ``slugs``.

    ``clip.mp4``, ``clip.small.mp4`` and ``clip.webm`` are renditions of the film of ``clip``.
    """
    found = FoundFilms()
    for entry in entries:
        if not names_film(entry.name):
            continue
        found.named.add(entry.name)
        slug = "" if "/" in entry.name else film_slug(entry.name, slugs)
        if not slug:
            sentence = _(
                "No text is called as this film; it is left out. Name it as the unit: NAME.mp4 "
                "beside NAME.LANGUAGE.vtt."
            )
            found.notes.append(unfit("film.no_unit", sentence, entry.name).problem)
            continue
        _take(entry, slug, found)
    return found


def _take(entry: Entry, slug: str, found: FoundFilms) -> None:
    try:
        with opened_plain(entry.name, entry.place) as file:
            facts = read_film(file, entry.name)
    except Unfit as fault:
        found.faults.append(fault.problem)
    except Refusal as refusal:
        gathered = found.notes if isinstance(refusal, NoFilm) else found.faults
        rule = refusal.code.replace("library.", "film.").replace("film.film_", "film.")
        gathered.append(Problem(rule, refusal.sentence, entry.name, details=refusal.details))
    else:
        found.films.append(FolderFilm(entry.name, slug, entry.place, facts))
