"""Pages and images of a package, read through the library's reader of web pages."""

from dataclasses import dataclass, replace
from hashlib import sha256

from django.utils.translation import gettext_lazy as _

from openluban.kernel.refusals import Problem
from openluban.teaching.courseware.formats.inert import unfolded
from openluban.teaching.courseware.formats.languages_beside import parted
from openluban.teaching.courseware.formats.ours import without_ours
from openluban.teaching.courseware.formats.parcels import Files
from openluban.teaching.courseware.formats.problems import ParcelRefused, problem, refused
from openluban.teaching.courseware.rules.addresses import folder_of, inside
from openluban.teaching.courseware.rules.parcel import Leaf
from openluban.teaching.library.public import (
    LARGEST_IMAGE,
    Image,
    Unfit,
    WebPage,
    image_ending,
    linked,
    read_webpage,
)

_LARGEST_PAGE = 5_000_000
LARGEST_TEXTS = 60_000_000
LARGEST_IMAGES = 150_000_000
_BASE = "$IMS-CC-FILEBASE$"
_BASES = ("web_resources", "")
_EMPTY = {"file.empty"}


@dataclass(frozen=True, slots=True)
class PageText:
    """The words of a page in one language, ``""`` if it says none.

    ``is_ours``: it was written by an OpenLuban, and needs no title besides its own.
    """

    language: str
    title: str
    body: str
    is_ours: bool = False


class PageTexts:
    """Reads pages and the images they show; gathers what is unfit and what stays behind."""

    def __init__(self, files: Files) -> None:
        self.faults: list[Problem] = []
        self.notes: list[Problem] = []
        self.images: dict[str, Image] = {}
        self.count = 0
        self._files = files
        self._names: dict[str, str] = {}
        self._left = LARGEST_TEXTS
        self._left_of_images = LARGEST_IMAGES

    def of_file(self, path: str, leaf: Leaf) -> list[PageText]:
        """Return the texts of a page, one for each language it is in; none if it has no words."""
        found = self._files.find(path)
        if not found:
            sentence = _("“%(element)s” names this file, which is not in the package.")
            self._note("file.missing", sentence, path, element=leaf.element)
            return []
        try:
            data = self._files.read(found, at_most=_LARGEST_PAGE)
        except ParcelRefused as fault:
            self.faults += fault.problems
            return []
        data, is_ours = without_ours(data)
        data, templates = unfolded(data)
        if templates:
            sentence = _("What a script would have shown piece by piece stands one after another.")
            self._note("page.template", sentence, found)
        pieces = parted(data) or [("", data)]
        texts = [text for language, piece in pieces for text in self._text(piece, found, language)]
        return [replace(text, is_ours=is_ours) for text in texts]

    def of_html(self, html: str, path: str) -> list[PageText]:
        """Return the text of HTML that stands in another file."""
        page = f'<!doctype html><meta charset="utf-8"><title></title>{html}'
        return self._text(page.encode("utf-8", "replace"), path, "") if html.strip() else []

    def _text(self, data: bytes, path: str, language: str) -> list[PageText]:
        self._left -= len(data)
        if self._left < 0:
            sentence = _("The pages have more than %(limit)s bytes together.")
            raise refused("parcel.too_large", sentence, path, limit=LARGEST_TEXTS)  # noqa: EM101
        page = self._read(data, path)
        if page is None:
            return []
        self.notes += page.notes
        if not page.body.strip():
            sentence = _("The page shows no words without its scripts; it is left out.")
            self._note("page.no_words", sentence, path)
            return []
        kept = linked(page.body, lambda address, _line: self._image(path, address))
        self.count += 1
        return [PageText(language or page.language, page.title, kept.body)]

    def _read(self, data: bytes, path: str) -> WebPage | None:
        try:
            return read_webpage(data, path)
        except Unfit as fault:
            gathered = self.notes if fault.problem.rule in _EMPTY else self.faults
            gathered.append(fault.problem)
            return None

    def _image(self, page: str, address: str) -> str:
        """Return how the image is named once it is kept; ``""`` where it does not come over."""
        found = self._found(page, address)
        if not found:
            sentence = _("There is no image “%(given)s” in the package.")
            self._note("image.missing", sentence, page, given=address)
            return ""
        if found not in self._names:
            self._names[found] = self._kept(found)
        return self._names[found]

    def _found(self, page: str, address: str) -> str:
        if _BASE in address:
            rest = address.rpartition(_BASE)[2].lstrip("/")
            paths = [inside(base, rest) for base in _BASES]
        else:
            paths = [inside(folder_of(page), address)]
        return next((found for path in paths if path and (found := self._files.find(path))), "")

    def _kept(self, path: str) -> str:
        try:
            data = self._files.read(path, at_most=LARGEST_IMAGE)
        except ParcelRefused as fault:
            is_note = all(each.rule == "file.too_large" for each in fault.problems)
            (self.notes if is_note else self.faults).extend(fault.problems)
            return ""
        ending = image_ending(data)
        self._left_of_images -= len(data)
        if not ending or self._left_of_images < 0:
            sentence = _("This is no PNG, JPEG or WebP image, or one too many; it is left out.")
            self._note("image.kind", sentence, path)
            return ""
        digest = sha256(data).hexdigest()
        self.images.setdefault(digest, Image(digest, ending, data))
        return f"files/{digest}.{ending}"

    def _note(self, rule: str, sentence: object, path: str, **details: object) -> None:
        self.notes.append(problem(rule, sentence, path, None, **details))


__all__ = ["PageText", "PageTexts"]
