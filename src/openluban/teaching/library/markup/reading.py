"""Markdown as somebody reads it aloud: its words, without signs and addresses."""

import re

_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,400}>|<!--.{0,2000}?-->", re.DOTALL)
_IMAGE_OR_LINK = re.compile(r"!?\[([^\[\]\n]{0,400})\]\([^()\s]{0,600}(?:\s\"[^\"\n]{0,200}\")?\)")
_RULE = re.compile(
    r"^[ \t]{0,3}(?:[-*_=][ \t]*){3,}$|^[ \t|:-]{3,}$|^[ \t]{0,3}(?:```|~~~).*$", re.MULTILINE
)
_BEGINNING = re.compile(
    r"^[ \t]*(?:>[ \t]?)*(?:#{1,6}[ \t]+|[-*+][ \t]+(?:\[[ x]\][ \t]+)?)?", re.MULTILINE
)
_SIGNS = re.compile(r"\*{1,3}|`{1,3}|(?<!\w)_{1,3}|_{1,3}(?!\w)|\|")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def readable(body: str) -> str:
    """Return the words of a text, a line for each of its lines that has any.

    It is not parsed, only stripped: for finding words and for showing a line around them.
    """
    text = _IMAGE_OR_LINK.sub(r"\1", _IMAGE_OR_LINK.sub(r"\1", _TAG.sub(" ", body)))
    text = _SIGNS.sub(" ", _BEGINNING.sub("", _RULE.sub("", text)))
    lines = (" ".join(line.split()) for line in _ESCAPED.sub(r"\1", text).split("\n"))
    return "\n".join(line for line in lines if line)
