"""A page that says the same in several languages, one article each: parted into a page each."""

from html import escape
from html.parser import HTMLParser
from itertools import accumulate

from openluban.teaching.library.public import language_of

_MOST = 40


def parted(data: bytes) -> list[tuple[str, bytes]]:
    """Return (language, page) for each article that names another language; ``[]`` for any other.

    Only a page in UTF-8 with at least two such articles beside each other is parted.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return []
    finder = _Articles(text)
    finder.feed(text)
    languages = [language for language, _begin, _end in finder.found]
    if not 1 < len(languages) <= _MOST or len(set(languages)) != len(languages):
        return []
    return [(language, _page(language, text[begin:end])) for language, begin, end in finder.found]


def _page(language: str, article: str) -> bytes:
    head = f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8"></head>'
    return f"{head}<body>{article}</body></html>".encode()


class _Articles(HTMLParser):
    """Finds the outermost articles that name a language, and where they stand."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, int, int]] = []
        lengths = (len(line) + 1 for line in text.split("\n"))
        self._lines = [0, *accumulate(lengths)]
        self._open: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "article":
            written = dict(attrs).get("lang") or ""
            self._open.append((language_of(written), self._place()))

    def handle_endtag(self, tag: str) -> None:
        if tag == "article" and self._open:
            language, begin = self._open.pop()
            if not self._open and language:
                self.found.append((language, begin, self._place() + len("</article>")))

    def _place(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column
