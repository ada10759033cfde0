"""Reading what was drawn, for tests."""

from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring


def read(markup: str) -> Element:
    """Return the root of well-formed markup; raises `ParseError` for anything else."""
    root: Element = fromstring(markup)
    return root


def titles(markup: str) -> list[str]:
    """Return the text of every title, in order."""
    return [element.text or "" for element in read(markup).iter("title")]


def with_class(markup: str, name: str) -> list[Element]:
    """Return the elements that have a class."""
    return [e for e in read(markup).iter() if name in e.get("class", "").split()]
