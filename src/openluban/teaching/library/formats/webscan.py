"""What a page of HTML says of itself, and what in it does not come over, line by line."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote

from django.utils.translation import gettext_lazy as _

from openluban.teaching.library.markup.parsing import is_outside

_SENTENCES = {
    "page.script": _("A script is left out."),
    "page.style": _("The page's own styles are left out."),
    "page.frame": _("A page inside the page (iframe, object) is left out."),
    "page.form": _("Fields of a form are left out; its words are kept."),
    "page.media": _("Sound and moving pictures are left out."),
    "page.drawing": _("A drawing (SVG, canvas) is left out."),
    "page.formula": _("A formula (MathML) is left out."),
    "page.handler": _("What the page does when somebody clicks is left out."),
    "page.unsafe_link": _("A link that runs something is left out."),
    "link.relative": _("A link to another file is kept as words."),
    "image.elsewhere": _("An image of another host is not shown."),
    "image.inside": _("An image that is written into the page is left out."),
}
_LEFT_OUT = {
    "script": "page.script", "style": "page.style", "link": "page.style",
    "iframe": "page.frame", "frame": "page.frame", "object": "page.frame", "embed": "page.frame",
    "applet": "page.frame", "input": "page.form", "select": "page.form", "textarea": "page.form",
    "button": "page.form", "audio": "page.media", "video": "page.media", "svg": "page.drawing",
    "canvas": "page.drawing", "math": "page.formula",
}  # fmt: skip
_VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "frame",
}  # fmt: skip
_CLOSED_BY_OTHERS = {
    "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup",
    "colgroup", "html", "head", "body", "rt", "rp", "font", "b", "i", "u", "a", "em", "strong",
}  # fmt: skip
_MOST_NOTES = 200


@dataclass(slots=True)
class Scan:
    """Title, language and images as written; ``notes``: rule, sentence, line, details."""

    title: str = ""
    language: str = ""
    images: tuple[str, ...] = ()
    elements: int = 0
    depth: int = 0
    deepest_line: int = 0
    notes: list[tuple[str, Any, int, dict[str, object]]] = field(default_factory=list)


def scanned(text: str) -> Scan:
    """Look a page through without building it; however deep it is, this takes its length."""
    scanner = _Scanner()
    scanner.feed(text)
    scanner.close()
    scanner.scan.images = tuple(dict.fromkeys(scanner.images))
    return scanner.scan


class _Scanner(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.scan = Scan()
        self.images: list[str] = []
        self._open = 0
        self._in_title = False
        self._has_title = False
        self._said: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        scan = self.scan
        scan.elements += 1
        if tag not in _VOID and tag not in _CLOSED_BY_OTHERS:
            self._open += 1
            if self._open > scan.depth:
                scan.depth, scan.deepest_line = self._open, self.getpos()[0]
        self._in_title = tag == "title" and not self._has_title
        given = {name: value or "" for name, value in attrs}
        if tag in {"html", "body"} and not scan.language:
            scan.language = given.get("lang") or given.get("xml:lang") or ""
        self._left_out(tag, given)
        if any(name.startswith("on") for name in given):
            self._note("page.handler")
        if tag == "img":
            self._image(given.get("src", ""))
        if tag == "a" and "href" in given:
            self._link(given["href"].strip())

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID and tag not in _CLOSED_BY_OTHERS:
            self._open = max(0, self._open - 1)
        if tag == "title":
            self._in_title, self._has_title = False, bool(self.scan.title.strip())

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # In HTML the stroke closes nothing but what is void.
        self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.scan.title += data[:1_000]

    def _left_out(self, tag: str, given: dict[str, str]) -> None:
        is_sheet = tag != "link" or "stylesheet" in given.get("rel", "").lower()
        is_field = tag != "input" or given.get("type", "").lower() != "hidden"
        if tag in _LEFT_OUT and is_sheet and is_field:
            self._note(_LEFT_OUT[tag])

    def _image(self, address: str) -> None:
        written = address.strip()
        if written.lower().startswith("data:"):
            self._note("image.inside")
        elif is_outside(written) or written.startswith("\\\\"):
            self._note("image.elsewhere")
        elif written:
            self.images.append(unquote(written))

    def _link(self, address: str) -> None:
        scheme = address.partition(":")[0].strip().lower() if ":" in address else ""
        if scheme in {"javascript", "vbscript", "data"}:
            self._note("page.unsafe_link")
        elif address and not is_outside(address) and not address.startswith("#"):
            self._note("link.relative")

    def _note(self, rule: str) -> None:
        """Say a thing once for its kind, with the first line where it stands; links each time."""
        many = rule.startswith(("link.", "image."))
        key = f"{rule} {self.getpos()[0]}" if many else rule
        if key not in self._said and len(self.scan.notes) < _MOST_NOTES:
            self._said.add(key)
            self.scan.notes.append((rule, _SENTENCES[rule], self.getpos()[0], {}))
