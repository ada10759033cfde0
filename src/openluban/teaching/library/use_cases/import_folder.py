"""Taking a folder of Markdown over: resource, units and texts, whole or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotAllowed, Problem, Refusal
from openluban.teaching.library.errors import FilmKnown, TextUnchanged
from openluban.teaching.library.folders import FolderRefused
from openluban.teaching.library.formats.folder_parts import Folder, FolderText
from openluban.teaching.library.keeping import keep
from openluban.teaching.library.markup.clauses import clauses_of, title_of
from openluban.teaching.library.markup.languages import language_of
from openluban.teaching.library.models import (
    Film,
    Kind,
    Resource,
    State,
    StoredFile,
    Unit,
    UnitText,
)
from openluban.teaching.library.policies import may_publish, may_write
from openluban.teaching.library.use_cases.add_film import put_down_film
from openluban.teaching.library.use_cases.publish import publish_text
from openluban.teaching.library.use_cases.publish_film import publish_film
from openluban.teaching.library.use_cases.start_resource import start_resource, start_unit
from openluban.teaching.library.use_cases.take_films import TakenFilm, taken_films
from openluban.teaching.library.use_cases.write_unit_text import Writing, write_unit_text

_SHORT = {"en": "en", "zh-hans": "zh", "ru": "ru"}
_FIRST = ("en", "zh-hans", "ru")
_LONGEST_KEY = 80
_WHY = "Published as it was brought in; not reviewed here."


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How a folder is to be taken over; what is empty is as the folder says.

    ``publish``: what comes in is public at once, and says that nobody reviewed it here.
    ``only_look``: nothing is kept.
    """

    resource: str = ""
    rights: str = ""
    original: str = ""
    publish: bool = False
    only_look: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a folder. ``notes`` tell what of it did not come over."""

    resource: str
    is_new: bool
    units: int
    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    published: int
    images: int
    notes: tuple[Problem, ...]
    films: tuple[str, ...] = ()
    films_unchanged: tuple[str, ...] = ()


def import_folder(*, folder: Folder, wish: Wish, actor: Actor, at: datetime) -> Outcome:
    """Take over what a folder holds; texts that are there already make no new version.

    A unit is known by its name in the folder without number and language. What is in the resource
    but not in the folder stays as it is. The original comes before its translations.

    :raises NotAllowed: the actor does not write, or wants to publish and may not
    :raises FolderRefused: there is no text, or a unit's name is too long for a key
    :raises Refusal: as ``start_resource``, ``write_unit_text`` and ``publish_text``
    """
    if not may_write(actor) or (wish.publish and not may_publish(actor)):
        raise NotAllowed
    if not folder.texts:
        nothing = Problem("folder.no_text", _("There is no text in it."), folder.name)
        raise FolderRefused([nothing, *folder.notes])
    films = taken_films(folder, only_look=wish.only_look)
    with transaction.atomic():
        outcome = _Import(folder, films, wish, actor, at).run()
        if wish.only_look:
            transaction.set_rollback(True)
    return outcome


class _Import:
    def __init__(
        self, folder: Folder, films: Sequence[TakenFilm], wish: Wish, actor: Actor, at: datetime
    ) -> None:
        self._folder, self._wish, self._actor, self._at = folder, wish, actor, at
        self._films = films
        self._written: list[str] = []
        self._unchanged: list[str] = []
        self._published = 0

    def run(self) -> Outcome:
        resource, is_new = self._resource()
        self._images()
        known = set(Unit.objects.filter(resource=resource).values_list("key", flat=True))
        units = self._units(resource, known)
        texts = sorted(self._folder.texts, key=lambda text: self._order(text, resource))
        for text in texts:
            self._text(text, f"{resource.key}.{text.slug}")
        new, known_films = self._add_films(resource)
        return Outcome(
            resource.key,
            is_new,
            units,
            tuple(self._written),
            tuple(self._unchanged),
            self._published,
            len(self._folder.images),
            self._folder.notes,
            new,
            known_films,
        )

    def _resource(self) -> tuple[Resource, bool]:
        given = self._folder.metadata.values
        key = self._wish.resource or given.get("key") or _slug(self._folder.name)
        found = Resource.objects.visible_to(self._actor).filter(key=key).first()
        if found is not None:
            return found, False
        names = self._folder.metadata.name or {"en": self._folder.name}
        cells = {
            "kind": Kind.OTHER.value,
            "original_language": _original(self._folder.texts),
            **given,
            **_name_cells(names),
            "key": key,
        }
        said = {text.rights for text in self._folder.texts if text.rights}
        if "rights" not in given and len(said) == 1:
            cells["rights"] = next(iter(said))
        if self._wish.rights:
            cells["rights"] = self._wish.rights
        if self._wish.original:
            cells["original_language"] = language_of(self._wish.original) or self._wish.original
        return start_resource(cells=cells, actor=self._actor, at=self._at), True

    def _images(self) -> None:
        """Keep the images; a file that no text shows after all does no harm."""
        for image in self._folder.images:
            if not self._wish.only_look:
                keep(image.digest, image.ending, image.data)
            StoredFile.objects.get_or_create(
                digest=image.digest,
                defaults={
                    "ending": image.ending,
                    "size": len(image.data),
                    "stored_at": self._at,
                },
            )

    def _units(self, resource: Resource, known: set[str]) -> int:
        """Start the units that are not there; return how many."""
        by_slug: dict[str, list[FolderText]] = {}
        for text in self._folder.texts:
            by_slug.setdefault(text.slug, []).append(text)
        new = {
            slug: texts for slug, texts in by_slug.items() if f"{resource.key}.{slug}" not in known
        }
        for place, (slug, texts) in enumerate(new.items(), start=len(known) + 1):
            key = f"{resource.key}.{slug}"
            if len(key) > _LONGEST_KEY:
                sentence = "The name is too long for a key."
                raise FolderRefused([Problem("text.bad_name", sentence, texts[0].file)])
            names = {text.language: _title(text) or slug for text in texts}
            position = texts[0].number or place
            cells = {"key": key, "position": str(position), **_name_cells(names)}
            start_unit(resource_key=resource.key, cells=cells, actor=self._actor, at=self._at)
        return len(new)

    def _order(self, text: FolderText, resource: Resource) -> tuple[int, str, bool, str]:
        is_translation = text.language != resource.original_language
        return text.number or 10_000, text.slug, is_translation, text.language

    def _text(self, text: FolderText, unit: str) -> None:
        writing = Writing(language=text.language, body=text.body, made_from=text.made_from)
        try:
            kept = write_unit_text(unit_key=unit, writing=writing, actor=self._actor, at=self._at)
        except TextUnchanged:
            self._unchanged.append(text.file)
            kept = _newest(unit, text.language)
        except Refusal as refusal:
            sentence = str(refusal).replace("%", "%%") if refusal.details else refusal
            raise FolderRefused([Problem(refusal.code, sentence, text.file)]) from refusal
        else:
            self._written.append(text.file)
        if self._wish.publish and kept.state in {State.DRAFT, State.REVIEWED}:
            edition = (kept.language, kept.version)
            publish_text(
                unit_key=unit,
                edition=edition,
                without_review=_WHY,
                actor=self._actor,
                at=self._at,
            )
            self._published += 1

    def _add_films(self, resource: Resource) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Add the films; return the names of those that were new, and of those that were not."""
        new, known = [], []
        for film in self._films:
            unit = f"{resource.key}.{film.slug}"
            try:
                put_down_film(unit_key=unit, kept=film.kept, actor=self._actor, at=self._at)
            except FilmKnown:
                known.append(film.file)
            except Refusal as refusal:
                sentence = str(refusal).replace("%", "%%")
                raise FolderRefused([Problem(refusal.code, sentence, film.file)]) from refusal
            else:
                new.append(film.file)
            if self._wish.publish:
                self._publish_film(unit, film.kept.digest)
        return tuple(new), tuple(known)

    def _publish_film(self, unit: str, digest: str) -> None:
        if not Film.objects.filter(unit__key=unit, digest=digest, state=State.PUBLISHED).exists():
            publish_film(
                unit_key=unit, digest=digest, without_review=_WHY, actor=self._actor, at=self._at
            )


def _newest(unit: str, language: str) -> UnitText:
    texts = UnitText.objects.filter(unit__key=unit, language=language)
    return texts.latest("version")


def _title(text: FolderText) -> str:
    return title_of(clauses_of(text.body))


def _slug(name: str) -> str:
    kept = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in name.lower())
    return "-".join(filter(None, kept.split("-")))[:40].strip("-") or "resource"


def _original(texts: Sequence[FolderText]) -> str:
    """Return the language that most units have; of several, English before Chinese, Russian."""
    languages = [text.language for text in texts]

    def rank(language: str) -> tuple[int, int]:
        place = _FIRST.index(language) if language in _FIRST else len(_FIRST)
        return languages.count(language), -place

    return max(dict.fromkeys(languages), key=rank)


def _name_cells(names: dict[str, str]) -> dict[str, str]:
    """Return the cells of a name: a column each for three languages, one for all others."""
    cells = {f"name_{short}": names[each] for each, short in _SHORT.items() if each in names}
    others = [
        f"{language}: {_flat(name)}" for language, name in names.items() if language not in _SHORT
    ]
    return {**cells, "name_other": " | ".join(others)} if others else cells


def _flat(name: str) -> str:
    return name.replace("|", "/")
