"""Makers of packages that mean harm, or are broken, and the rule by which each is refused."""

import io
import stat
import struct
import zipfile
from collections.abc import Callable

import pytest

from openluban.teaching.courseware.tests.make import (
    FILES,
    ITEMS,
    RESOURCES,
    SCORM12,
    course_structure,
    item,
    manifest,
    package,
    resource,
    unit,
    zipped,
)

_LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "ha">' for n in range(10)
)


def with_manifest(made: str | bytes, **more: str | bytes) -> bytes:
    return zipped({"imsmanifest.xml": made, **FILES, **more})


def with_prologue(prologue: str, words: str = "安全") -> bytes:
    made = manifest(item("I1", "R1", words), resource("R1", "pages/safety.html"))
    return with_manifest(made.replace("?>", f"?>{prologue}", 1))


def with_href(href: str) -> bytes:
    return package(item("I1", "R1", "x"), resource("R1", href))


def link_entry() -> bytes:
    kept = io.BytesIO(package())
    with zipfile.ZipFile(kept, "a") as made:
        entry = zipfile.ZipInfo("pages/link.html")
        entry.create_system, entry.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        made.writestr(entry, "/etc/passwd")
    return kept.getvalue()


def twice() -> bytes:
    kept = io.BytesIO(package())
    with zipfile.ZipFile(kept, "a") as made, pytest.warns(UserWarning, match="Duplicate"):
        made.writestr("imsmanifest.xml", manifest(ITEMS, RESOURCES))
    return kept.getvalue()


def claiming(size: int) -> bytes:
    """Return a package in which a file says that it has so many bytes."""
    data = bytearray(package())
    place = data.rindex(b"PK\x01\x02")
    data[place + 24 : place + 28] = struct.pack("<I", size)
    return bytes(data)


def overlapping() -> bytes:
    """Return a package in which two names share one place."""
    data = bytearray(package())
    first = data.index(b"PK\x01\x02")
    last = data.rindex(b"PK\x01\x02")
    data[last + 42 : last + 46] = data[first + 42 : first + 46]
    return bytes(data)


def encrypted() -> bytes:
    data = bytearray(package())
    place = data.index(b"PK\x01\x02")
    data[place + 8] |= 1
    return bytes(data)


def nested(depth: int) -> str:
    return "<a>" * depth + "</a>" * depth


def circle() -> bytes:
    first = resource("R1", "pages/safety.html", '<dependency identifierref="R2"/>')
    second = resource("R2", "pages/wiring.html", '<dependency identifierref="R1"/>')
    return package(ITEMS, first + second)


def deep_items(depth: int) -> bytes:
    items = item("I", "R1", "x")
    for place in range(depth):
        items = item(f"I{place}", "", "x", items)
    return package(items, RESOURCES)


def many_items(count: int) -> bytes:
    return package("".join(item(f"I{n}", "", "x") for n in range(count)), RESOURCES)


def cmi5(units: str, prologue: str = "") -> bytes:
    return zipped({"cmi5.xml": course_structure(units).replace("?>", f"?>{prologue}", 1)})


def two_manifests() -> bytes:
    return zipped(
        {"imsmanifest.xml": manifest(ITEMS, RESOURCES), "cmi5.xml": course_structure(""), **FILES}
    )


Made = Callable[[], bytes]
HOSTILE: dict[str, tuple[Made, str, str]] = {
    "climbs out": (lambda: package(more={"../../evil.html": "x"}), "zip.unsafe_path", "sorter.zip"),
    "absolute": (lambda: package(more={"/etc/evil": "x"}), "zip.unsafe_path", "sorter.zip"),
    "backslash": (lambda: package(more={"..\\evil.html": "x"}), "zip.unsafe_path", "sorter.zip"),
    "drive": (lambda: package(more={"C:/evil.html": "x"}), "zip.unsafe_path", "sorter.zip"),
    "link": (link_entry, "zip.unsafe_path", "sorter.zip"),
    "name twice": (twice, "zip.unsafe_path", "sorter.zip"),
    "encrypted": (encrypted, "zip.encrypted", "sorter.zip"),
    "bomb": (lambda: package(more={"b.bin": b"\0" * 30_000_000}), "zip.bomb", "b.bin"),
    "two gigabytes": (lambda: claiming(2**31), "zip.bomb", "images/dot.png"),
    "many files": (
        lambda: package(more={f"f{n}": "" for n in range(10_001)}), "zip.too_many", "sorter.zip"
    ),
    "overlapping": (overlapping, "zip.damaged", "sorter.zip"),
    "cut off": (lambda: package()[:-30], "zip.damaged", "sorter.zip"),
    "no zip": (lambda: b"PK\x03\x04 and so on", "zip.damaged", "sorter.zip"),
    "empty": (lambda: b"", "zip.damaged", "sorter.zip"),
    "nested zip": (lambda: zipped({"inner.zip": package()}), "manifest.missing", "sorter.zip"),
    "in a folder": (
        lambda: zipped({"x/imsmanifest.xml": manifest("", "")}),
        "manifest.not_at_top",
        "x/imsmanifest.xml",
    ),
    "two manifests": (two_manifests, "manifest.two", "sorter.zip"),
    "laughs": (
        lambda: with_prologue(f"<!DOCTYPE m [{_LAUGHS}]>", "&l9;"),
        "xml.document_type",
        "imsmanifest.xml",
    ),
    "outside entity": (
        lambda: with_prologue('<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "&x;"),
        "xml.document_type",
        "imsmanifest.xml",
    ),
    "outside document type": (
        lambda: with_prologue('<!DOCTYPE m SYSTEM "http://example.org/m.dtd">'),
        "xml.document_type",
        "imsmanifest.xml",
    ),
    "cmi5 entity": (
        lambda: cmi5(unit("urn:1", "a.html"), '<!DOCTYPE c [<!ENTITY x "y">]>'),
        "xml.document_type",
        "cmi5.xml",
    ),
    "unknown encoding": (
        lambda: with_manifest(manifest("", "").replace("UTF-8", "EBCDIC-XX")),
        "xml.encoding",
        "imsmanifest.xml",
    ),
    "wrong encoding": (
        lambda: with_manifest(manifest(ITEMS, RESOURCES).encode("gb18030")),
        "xml.encoding",
        "imsmanifest.xml",
    ),
    "broken xml": (
        lambda: with_manifest(manifest(ITEMS, RESOURCES)[:-20]), "xml.malformed", "imsmanifest.xml"
    ),
    "nothing in it": (lambda: with_manifest(""), "xml.malformed", "imsmanifest.xml"),
    "deep xml": (lambda: with_manifest(nested(5_000)), "xml.too_deep", "imsmanifest.xml"),
    "wrong namespace": (
        lambda: package(space="urn:other"), "manifest.kind", "imsmanifest.xml"
    ),
    "cartridge of the future": (
        lambda: package(version="9.9.0"), "manifest.version", "imsmanifest.xml"
    ),
    "scorm of the future": (
        lambda: package(space=SCORM12, version="2047"), "manifest.version", "imsmanifest.xml"
    ),
    "circle": (circle, "resource.circle", "imsmanifest.xml"),
    "own circle": (
        lambda: package(
            ITEMS, resource("R1", "a.html", '<dependency identifierref="R1"/>')
        ),
        "resource.circle",
        "imsmanifest.xml",
    ),
    "nowhere": (
        lambda: package(item("I1", "R9", "x"), space=SCORM12, version="1.2"),
        "item.no_resource",
        "imsmanifest.xml",
    ),
    "item twice": (
        lambda: package(item("I1", "R1", "x") * 2), "manifest.twice", "imsmanifest.xml"
    ),
    "resource twice": (
        lambda: package(ITEMS, RESOURCES + resource("R1", "b.html")),
        "manifest.twice",
        "imsmanifest.xml",
    ),
    "unit twice": (
        lambda: cmi5(unit("urn:1", "https://example.org/a") * 2), "manifest.twice", "cmi5.xml"
    ),
    "unit without a page": (
        lambda: cmi5(unit("urn:1", "a.html")), "file.missing", "cmi5.xml"
    ),
    "unit of no address": (
        lambda: cmi5(unit("w3id.org/1", "a.html")), "manifest.identifier", "cmi5.xml"
    ),
    "address with a space": (
        lambda: cmi5(unit("urn:1", "http://a b")), "href.malformed", "cmi5.xml"
    ),
    "address that takes the launch": (
        lambda: cmi5(unit("urn:1", "https://example.org/?fetch=x")), "href.launch", "cmi5.xml"
    ),
    "unit in disorder": (
        lambda: cmi5('<au id="urn:1"><url>https://example.org/</url></au>'),
        "manifest.structure",
        "cmi5.xml",
    ),
    "file address": (lambda: with_href("file:///etc/passwd"), "href.scheme", "imsmanifest.xml"),
    "script address": (lambda: with_href("javascript:alert(1)"), "href.scheme", "imsmanifest.xml"),
    "address out": (lambda: with_href("../../etc/passwd"), "href.outside", "imsmanifest.xml"),
    "address escaped out": (
        lambda: with_href("%2e%2e/%2e%2e/etc/passwd"), "href.outside", "imsmanifest.xml"
    ),
    "base out": (
        lambda: with_manifest(
            manifest(ITEMS, RESOURCES).replace("<resources>", '<resources xml:base="../../">')
        ),
        "href.outside",
        "imsmanifest.xml",
    ),
    "cmi5 address": (
        lambda: cmi5(unit("urn:1", "javascript:alert(1)")), "href.outside", "cmi5.xml"
    ),
    "cmi5 address out": (lambda: cmi5(unit("urn:1", "../a.html")), "href.outside", "cmi5.xml"),
    "items without end": (lambda: many_items(100_000), "xml.too_many", "imsmanifest.xml"),
    "too many items": (lambda: many_items(4_000), "item.too_many", "imsmanifest.xml"),
    "deep items": (lambda: deep_items(30), "item.too_deep", "imsmanifest.xml"),
    "page is no text": (
        lambda: package(more={"pages/safety.html": b"\x7fELF\0\0\1\2" * 90}),
        "file.binary",
        "pages/safety.html",
    ),
    "page too deep": (
        lambda: package(more={"pages/safety.html": "<div>" * 3_000}),
        "page.too_deep",
        "pages/safety.html",
    ),
    "topic with entities": (
        lambda: package(
            item("I1", "R1", "x"),
            resource("R1", "t.xml", kind="imsdt_xmlv1p3"),
            {"t.xml": '<!DOCTYPE t [<!ENTITY x "y">]><topic xmlns="urn:t"/>'},
        ),
        "xml.document_type",
        "t.xml",
    ),
}  # fmt: skip
