"""What of a Word document comes over and what does not, decided before it is converted."""

import re
from typing import Any
from xml.etree.ElementTree import Element

from django.utils.translation import gettext_lazy as _

from openluban.teaching.library.formats.package import attribute, child, local

_SENTENCES: dict[str, Any] = {
    "word.deleted": _("Words that were deleted with tracked changes are left out."),
    "word.inserted": _("Words that were inserted with tracked changes are taken over."),
    "word.comment": _("Comments are left out."),
    "word.formula": _("A formula is left out."),
    "word.field": _("Fields stand as Word last worked them out."),
    "word.contents": _("The table of contents is left out."),
    "word.text_box": _("The words of a text box stand behind the paragraph it hangs on."),
    "word.text_box_lost": _("A text box is left out."),
    "word.object": _("An object of another program is left out."),
    "word.chart": _("A chart or diagram is left out."),
    "word.chunk": _("Another file that is embedded as text is left out."),
    "word.numbering": _("Numbers that Word gives to headings are left out."),
}
_GONE = {
    "del": "word.deleted", "moveFrom": "word.deleted", "oMath": "word.formula",
    "oMathPara": "word.formula", "object": "word.object", "altChunk": "word.chunk",
    "commentReference": "word.comment", "delText": "word.deleted", "txbx": "word.text_box_lost",
}  # fmt: skip
_SEEN = {
    "ins": "word.inserted", "moveTo": "word.inserted", "fldSimple": "word.field",
    "chart": "word.chart", "relIds": "word.chart", "txbxContent": "word.text_box",
}  # fmt: skip
_TRANSPARENT = {"fldSimple", "dir", "bdo"}
_EACH = {"word.formula", "word.object", "word.chart", "word.text_box", "word.text_box_lost"}
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_MOST_NOTES = 200


class Styles:
    """Which style of paragraphs is a heading, by its name or by what it rests on."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self.language, self.asian = "", ""
        for each in () if root is None else root:
            if local(each) == "style" and attribute(each, "type") == "paragraph":
                self._styles.setdefault(attribute(each, "styleId"), each)
            if local(each) == "docDefaults":
                said = child(each, "rPrDefault", "rPr", "lang")
                self.language = attribute(said, "val")
                self.asian = attribute(said, "eastAsia")

    def kind(self, style: str) -> str:
        """Return ``1`` to ``6`` for headings, ``title``, ``toc``, ``""`` for others."""
        seen: set[str] = set()
        while style and style not in seen:  # styles may rest on each other in a circle
            seen.add(style)
            element = self._styles.get(style)
            name = attribute(child(element, "name"), "val").lower()
            heading = _HEADING.fullmatch(name) or re.fullmatch(r"heading([1-9])", style.lower())
            if heading:
                return str(min(6, int(heading[1])))
            if name in {"title", "toc heading"} or name.startswith("toc "):
                return "title" if name == "title" else "toc"
            level = attribute(child(element, "pPr", "outlineLvl"), "val")
            if re.fullmatch("[0-8]", level):
                return str(min(6, int(level) + 1))
            style = attribute(child(element, "basedOn"), "val")
        return ""


class Rewriting:
    """A document made ready; ``notes`` are rule, sentence and paragraph, counted from 1."""

    def __init__(self, styles: Styles) -> None:
        self.notes: list[tuple[str, Any, int]] = []
        self.title = ""
        self._styles = styles
        self._paragraph = 0
        self._said: set[tuple[str, int]] = set()

    def rewrite(self, root: Element) -> None:
        """Take out what does not come over, and name headings as the converter knows them."""
        self._inside(root)

    def note(self, rule: str) -> None:
        """Say something, once or with each paragraph."""
        place = (rule, self._paragraph if rule in _EACH else 0)
        if place not in self._said and len(self.notes) < _MOST_NOTES:
            self._said.add(place)
            self.notes.append((rule, _SENTENCES[rule], self._paragraph))

    def _inside(self, parent: Element) -> None:
        for each in list(parent):
            if not self._is_kept(each):
                parent.remove(each)
                continue
            self._inside(each)

    def _is_kept(self, element: Element) -> bool:
        name = local(element)
        if name == "p":
            self._paragraph += 1
            return self._paragraph_kept(element)
        rule = _GONE.get(name, "") or _SEEN.get(name, "")
        if rule:
            self.note(rule)
        if name == "AlternateContent":
            _alternative(element)
        if name in _TRANSPARENT:
            # The converter drops these with all they hold; as this they are only looked into.
            element.tag = f"{element.tag.rpartition('}')[0]}}}smartTag"
        if name == "instrText":
            self._field("".join(element.itertext()))
        return name not in _GONE or _is_property(element)

    def _field(self, instruction: str) -> None:
        if not re.match(r"\s*(HYPERLINK|FORMCHECKBOX|TOC|PAGEREF|$)", instruction):
            self.note("word.field")

    def _paragraph_kept(self, paragraph: Element) -> bool:
        properties = child(paragraph, "pPr")
        style = child(properties, "pStyle")
        kind = self._styles.kind(attribute(style, "val"))
        level = attribute(child(properties, "outlineLvl"), "val")
        if not kind and re.fullmatch("[0-8]", level):
            kind = str(min(6, int(level) + 1))
        words = " ".join(_words(paragraph).split())
        if kind == "toc":
            self.note("word.contents")
            return False
        if kind == "title" and words and not self.title:
            self.title = words[:300]
            return False
        if kind.isdecimal() and properties is not None:
            self._heading(properties, style, kind)
        return True

    def _heading(self, properties: Element, style: Element | None, level: str) -> None:
        numbering = child(properties, "numPr")
        if numbering is not None:
            properties.remove(numbering)
            self.note("word.numbering")
        if style is None:
            namespace = properties.tag.rpartition("}")[0]
            style = Element(f"{namespace}}}pStyle")
            properties.insert(0, style)
        for key in [key for key in style.attrib if key.rpartition("}")[2] == "val"]:
            del style.attrib[key]
        style.set(f"{properties.tag.rpartition('}')[0]}}}val", f"Heading{level}")


def _is_property(element: Element) -> bool:
    """Test whether ``ins`` or ``del`` only says that a paragraph's end was put in or taken out."""
    return local(element) in {"ins", "del"} and len(element) == 0


def _alternative(element: Element) -> None:
    """Leave one of several wordings of the same: the one for every program, if there is one."""
    fallback, choice = child(element, "Fallback"), child(element, "Choice")
    if fallback is None and choice is not None:
        namespace = element.tag.rpartition("}")[0]
        choice.tag = f"{namespace}}}Fallback"
        fallback = choice
    for each in list(element):
        if each is not fallback:
            element.remove(each)


def _words(paragraph: Element) -> str:
    return "".join(each.text or "" for each in paragraph.iter() if local(each) == "t")
