"""A harvester of our own for tests: asks, follows resumption tokens, tells what it was given."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from django.test import Client

from openluban.teaching.harvest.formats.protocol import DC, OAI

NS = {"o": OAI, "dc": DC}


@dataclass
class Told:
    """An answer."""

    root: Element

    @property
    def error(self) -> str:
        """The code of the error, "" if there is none."""
        found = self.root.find("o:error", NS)
        return "" if found is None else found.attrib["code"]

    @property
    def identifiers(self) -> list[str]:
        """The identifiers of all headers, without the repository's own part."""
        found = self.root.iterfind(".//o:header/o:identifier", NS)
        return [(each.text or "").split(":", 2)[2] for each in found]

    @property
    def deleted(self) -> list[str]:
        """The identifiers of what is deleted."""
        found = self.root.iterfind(".//o:header[@status='deleted']/o:identifier", NS)
        return [(each.text or "").split(":", 2)[2] for each in found]

    @property
    def token(self) -> str:
        """The resumption token, "" at the end."""
        return self.text("resumptionToken")

    def text(self, name: str) -> str:
        """Return the text of the first element of a name."""
        found = self.root.find(f".//o:{name}", NS)
        return (found.text or "") if found is not None else ""

    def statements(self, name: str) -> list[tuple[str, str]]:
        """Return (language, text) of the Dublin Core elements of a name."""
        language = "{http://www.w3.org/XML/1998/namespace}lang"
        found = self.root.iterfind(f".//dc:{name}", NS)
        return [(each.get(language, ""), each.text or "") for each in found]


def ask(client: Client, verb: str, **arguments: Any) -> Told:
    """Ask once; ``since`` stands for the argument "from"."""
    if "since" in arguments:
        arguments["from"] = arguments.pop("since")
    response = client.get("/oai", {"verb": verb, **arguments})
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    return Told(fromstring(response.content))


def harvest(client: Client, verb: str = "ListRecords", **arguments: Any) -> Iterator[Told]:
    """Ask until no token is left."""
    told = ask(client, verb, metadataPrefix="oai_dc", **arguments)
    yield told
    while told.token:
        told = ask(client, verb, resumptionToken=told.token)
        yield told
