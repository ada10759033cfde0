"""A Word file opened without trusting it: its parts, and a file of sound parts alone."""

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, ParseError, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext_lazy as _

from openluban.foundation.sheets.archives import Archive
from openluban.foundation.sheets.limits import Limits
from openluban.foundation.sheets.problems import StopReading
from openluban.teaching.library.formats.images import LARGEST_IMAGE
from openluban.teaching.library.formats.opening import Unfit, unfit

LARGEST_WORD = 50_000_000
"""Bytes of a Word file."""
_LIMITS = Limits(
    max_bytes=LARGEST_WORD, max_unzipped_bytes=150_000_000, max_ratio=200, max_members=3_000
)
_LARGEST_PART = 40_000_000
DEEPEST = 100
MOST_ELEMENTS = 1_000_000
_TOO_LARGE = "word.part_too_large"
_TYPES = "[Content_Types].xml"
_MAIN = ("wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml")
_MACROS = ("document.macroEnabled.main+xml", "template.macroEnabledTemplate.main+xml")
_SENTENCES = {
    "damaged_archive": _("This is no Word file (.docx), or it is damaged."),
    "zip_bomb": _("It unfolds to more than is sound."),
    "too_many_members": _("It holds more than %(limit)s parts."),
    "unsafe_path": _("It holds a part whose name leads elsewhere, or two of one name."),
    "encrypted": _("It is locked with a password. Save it without one."),
}


def local(element: Element) -> str:
    """Return the name of an element without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element | None, name: str) -> str:
    """Return an attribute by its name without namespace, ``""`` without it."""
    if element is None:
        return ""
    found = (value for key, value in element.attrib.items() if key.rpartition("}")[2] == name)
    return next(found, "")


def child(element: Element | None, *names: str) -> Element | None:
    """Return the first child of a name, or that child's child and so on."""
    for name in names:
        inner = () if element is None else element
        element = next((each for each in inner if local(each) == name), None)
    return element


class Package:
    """The parts of a Word file.

    :raises Unfit: it is no Word file, or breaks a limit of size, ratio, number, names
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        try:
            self._archive = Archive(data, _LIMITS)
        except StopReading as fault:
            raise self._broken(fault) from fault
        types = self._types()
        self.has_macros = any(each.endswith(_MACROS) for each in types.values()) or any(
            part.lower().endswith("vbaproject.bin") for part in self._archive
        )
        self.main = next(
            (part for part, kind in types.items() if kind.endswith((*_MAIN, *_MACROS))), ""
        )
        if self.main not in self._archive:
            sentence = _("This is no Word file (.docx): it names no document.")
            raise unfit("word.not_word", sentence, name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._archive)

    def bytes_of(self, part: str, at_most: int = _LARGEST_PART) -> bytes | None:
        """Return a part, None if it is not there.

        :raises Unfit: it is damaged or too large
        """
        if part not in self._archive:
            return None
        pieces, size = [], 0
        try:
            for piece in self._archive.chunks(part):
                pieces.append(piece)
                size += len(piece)
                if size > at_most:
                    sentence = _("A part of it (%(part)s) has more than %(limit)s bytes.")
                    raise unfit(_TOO_LARGE, sentence, self._name, part=part[:80],
                                limit=at_most)  # fmt: skip
        except StopReading as fault:
            raise self._broken(fault) from fault
        return b"".join(pieces)

    def tree(self, part: str) -> Element | None:
        """Return a part of XML, None if it is not there.

        :raises Unfit: it declares entities or a document type, is not well formed, or too deep
        """
        data = self.bytes_of(part)
        if data is None:
            return None
        try:
            root: Element = fromstring(data, forbid_dtd=True)
        except DefusedXmlException as fault:
            sentence = _("A part of it (%(part)s) declares entities, which are never read.")
            raise unfit("word.entities", sentence, self._name, part=part[:80]) from fault
        except (ParseError, ValueError, LookupError) as fault:
            sentence = _("A part of it (%(part)s) is not well formed.")
            raise unfit("word.not_xml", sentence, self._name, part=part[:80]) from fault
        self._measure(root, part)
        return root

    def beside(self, part: str) -> str:
        """Return the name of the part that holds the relationships of another."""
        folder, name = posixpath.split(part)
        return posixpath.join(folder, "_rels", f"{name}.rels")

    def related(self, kind: str) -> str:
        """Return the part that the document names for a kind such as ``styles``, ``""`` if none."""
        rels = self.tree(self.beside(self.main))
        for each in () if rels is None else rels:
            target = attribute(each, "Target")
            is_inside = attribute(each, "TargetMode") != "External"
            if attribute(each, "Type").endswith(f"/relationships/{kind}") and is_inside:
                folder = posixpath.dirname(self.main)
                path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                return path if path in self._archive else ""
        return ""

    def rebuilt(self, parts: Mapping[str, Element | bytes]) -> io.BytesIO:
        """Return a Word file of these parts alone, and of the types and images of this one."""
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as file:
            for part in (_TYPES, "_rels/.rels"):
                tree = self.tree(part)
                if tree is not None:
                    file.writestr(part, tostring(tree))
            for part, content in parts.items():
                file.writestr(part, content if isinstance(content, bytes) else tostring(content))
        made.seek(0)
        return made

    def images(self) -> Iterator[tuple[str, bytes | None]]:
        """Yield the images in it; None for one that is too large."""
        for part in self._archive:
            if "/media/" in part:
                try:
                    yield part, self.bytes_of(part, LARGEST_IMAGE)
                except Unfit as fault:
                    if fault.problem.rule != _TOO_LARGE:
                        raise
                    yield part, None

    def _types(self) -> dict[str, str]:
        root = self.tree(_TYPES)
        if root is None:
            sentence = _("This is no Word file (.docx): it names no document.")
            raise unfit("word.not_word", sentence, self._name)
        return {
            attribute(each, "PartName").lstrip("/"): attribute(each, "ContentType")
            for each in root
            if local(each) == "Override"
        }

    def _measure(self, root: Element, part: str) -> None:
        count, row, depth = 0, [root], 0
        while row:
            depth += 1
            count += len(row)
            if depth > DEEPEST or count > MOST_ELEMENTS:
                sentence = _("A part of it (%(part)s) is too deep or has too many elements.")
                raise unfit("word.too_deep", sentence, self._name, part=part[:80])
            row = [inner for each in row for inner in each]

    def _broken(self, fault: StopReading) -> Exception:
        rule = str(fault.found.rule)
        sentence = _SENTENCES.get(rule, _SENTENCES["damaged_archive"])
        limit = _LIMITS.max_members
        return unfit(f"word.{rule}", sentence, self._name, limit=limit)
