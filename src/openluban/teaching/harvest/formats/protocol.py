"""Answers of OAI-PMH 2.0 as XML (http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from openluban.kernel.xml_text import fit
from openluban.teaching.harvest.rules import as_moment

OAI = "http://www.openarchives.org/OAI/2.0/"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
OAI_IDENTIFIER = "http://www.openarchives.org/OAI/2.0/oai-identifier"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
_XML = "http://www.w3.org/XML/1998/namespace"

_SHORT = {"": OAI, "oai_dc": OAI_DC, "dc": DC, "xsi": XSI, "oaiid": OAI_IDENTIFIER}
for _short, _name in _SHORT.items():
    register_namespace(_short, _name)


@dataclass(frozen=True, slots=True)
class Header:
    """What a list of identifiers says of an item."""

    identifier: str
    moment: datetime
    sets: tuple[str, ...]
    is_deleted: bool


Statement = tuple[str, str, str]
"""An element of simple Dublin Core: its name, its text, the language of the text or ""."""


def child(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    """Add an element of the protocol's own namespace."""
    made = SubElement(parent, f"{{{OAI}}}{name}", attributes)
    made.text = fit(text)
    return made


def envelope(base_url: str, moment: datetime, arguments: dict[str, str]) -> Element:
    """Return the root with responseDate and request; ``arguments`` are those of the request."""
    root = Element(f"{{{OAI}}}OAI-PMH")
    root.set(f"{{{XSI}}}schemaLocation", f"{OAI} {OAI}OAI-PMH.xsd")
    child(root, "responseDate", as_moment(moment))
    request = child(root, "request", base_url)
    for name, value in arguments.items():
        request.set(name, fit(value))
    return root


def written(root: Element) -> bytes:
    """Return the document."""
    document: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def add_header(parent: Element, header: Header) -> None:
    """Add the header of an item."""
    made = child(parent, "header", **({"status": "deleted"} if header.is_deleted else {}))
    child(made, "identifier", header.identifier)
    child(made, "datestamp", as_moment(header.moment))
    for name in header.sets:
        child(made, "setSpec", name)


def add_record(parent: Element, header: Header, statements: Iterable[Statement]) -> None:
    """Add an item with its Dublin Core; one that is deleted has none."""
    made = child(parent, "record")
    add_header(made, header)
    if header.is_deleted:
        return
    core = SubElement(child(made, "metadata"), f"{{{OAI_DC}}}dc")
    core.set(f"{{{XSI}}}schemaLocation", f"{OAI_DC} {OAI_DC[:-1]}.xsd")
    for name, text, language in statements:
        element = SubElement(core, f"{{{DC}}}{name}")
        element.text = fit(text)
        if language:
            element.set(f"{{{_XML}}}lang", language)


def add_identifier_form(parent: Element, domain: str, sample: str) -> None:
    """Say how identifiers are made (oai-identifier guidelines)."""
    made = SubElement(child(parent, "description"), f"{{{OAI_IDENTIFIER}}}oai-identifier")
    made.set(f"{{{XSI}}}schemaLocation", f"{OAI_IDENTIFIER} {OAI_IDENTIFIER}.xsd")
    for name, text in (
        ("scheme", "oai"),
        ("repositoryIdentifier", domain),
        ("delimiter", ":"),
        ("sampleIdentifier", sample),
    ):
        SubElement(made, f"{{{OAI_IDENTIFIER}}}{name}").text = text
