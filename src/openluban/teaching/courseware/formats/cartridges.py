"""``imsmanifest.xml`` of a Common Cartridge 1.3 that goes out."""

from collections.abc import Sequence
from dataclasses import dataclass

from openluban.teaching.courseware.formats.writing import tag, xml

_SPACE = "http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1"
_LOM = "http://ltsc.ieee.org/xsd/imsccv1p3/LOM/manifest"
_PROFILE = "http://www.imsglobal.org/profile/cc/ccv1p3"


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a cartridge: where it lies, what it is called, and the pictures it shows."""

    path: str
    title: str
    pictures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: its title, and a page for each language."""

    title: str
    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class Cartridge:
    """What a manifest says. ``titles`` by language; ``files`` are beside the pages for all."""

    identifier: str
    titles: dict[str, str]
    languages: tuple[str, ...]
    rights: str
    units: tuple[Unit, ...]
    files: tuple[str, ...]


def manifest_bytes(cartridge: Cartridge) -> bytes:
    """Return the manifest; the same cartridge gives the same bytes."""
    paths = sorted({page.path for unit in cartridge.units for page in unit.pages})
    pictures = {path for unit in cartridge.units for page in unit.pages for path in page.pictures}
    names = {path: f"R{place:04d}" for place, path in enumerate(paths, 1)}
    names |= {
        path: f"F{place:04d}" for place, path in enumerate(sorted({*pictures, *cartridge.files}), 1)
    }
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<manifest identifier="{xml(cartridge.identifier)}" xmlns="{_SPACE}"',
        f'  xmlns:lomimscc="{_LOM}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
        f'  xsi:schemaLocation="{_SPACE} {_PROFILE}/ccv1p3_imscp_v1p2_v1p0.xsd',
        f'    {_LOM} {_PROFILE}/LOM/ccv1p3_lommanifest_v1p0.xsd">',
        *_metadata(cartridge),
        *_organization(cartridge.units, names),
        "  <resources>",
    ]
    for unit in cartridge.units:
        for page in unit.pages:
            needed = [names[path] for path in (*cartridge.files, *page.pictures)]
            lines += _resource(names[page.path], page.path, needed)
    for path in sorted({*pictures, *cartridge.files}):
        lines += _resource(names[path], path, ())
    return "\n".join([*lines, "  </resources>", "</manifest>", ""]).encode()


def _metadata(cartridge: Cartridge) -> list[str]:
    titles = [
        f'          <lomimscc:string language="{xml(tag(language))}">{xml(title)}</lomimscc:string>'
        for language, title in cartridge.titles.items()
    ]
    spoken = [
        f"        <lomimscc:language>{xml(tag(language))}</lomimscc:language>"
        for language in cartridge.languages
    ]
    return [
        "  <metadata>",
        "    <schema>IMS Common Cartridge</schema>",
        "    <schemaversion>1.3.0</schemaversion>",
        "    <lomimscc:lom>",
        "      <lomimscc:general>",
        "        <lomimscc:title>",
        *titles,
        "        </lomimscc:title>",
        *spoken,
        "      </lomimscc:general>",
        "      <lomimscc:rights>",
        "        <lomimscc:copyrightAndOtherRestrictions>",
        "          <lomimscc:source>LOMv1.0</lomimscc:source>",
        "          <lomimscc:value>yes</lomimscc:value>",
        "        </lomimscc:copyrightAndOtherRestrictions>",
        "        <lomimscc:description>",
        f'          <lomimscc:string language="en">{xml(cartridge.rights)}</lomimscc:string>',
        "        </lomimscc:description>",
        "      </lomimscc:rights>",
        "    </lomimscc:lom>",
        "  </metadata>",
    ]


def _organization(units: Sequence[Unit], names: dict[str, str]) -> list[str]:
    lines = [
        "  <organizations>",
        '    <organization identifier="O1" structure="rooted-hierarchy">',
        '      <item identifier="I0000">',
    ]
    for place, unit in enumerate(units, 1):
        own = f"I{place:04d}"
        if len(unit.pages) == 1:
            lines += _item(own, unit.title, names[unit.pages[0].path], 8)
            continue
        lines += [
            f'        <item identifier="{own}">',
            f"          <title>{xml(unit.title)}</title>",
        ]
        for number, page in enumerate(unit.pages, 1):
            lines += _item(f"{own}.{number}", page.title, names[page.path], 10)
        lines.append("        </item>")
    return [*lines, "      </item>", "    </organization>", "  </organizations>"]


def _item(identifier: str, title: str, resource: str, indent: int) -> list[str]:
    margin = " " * indent
    return [
        f'{margin}<item identifier="{identifier}" identifierref="{resource}">',
        f"{margin}  <title>{xml(title)}</title>",
        f"{margin}</item>",
    ]


def _resource(identifier: str, path: str, needed: Sequence[str]) -> list[str]:
    return [
        f'    <resource identifier="{identifier}" type="webcontent" href="{xml(path)}">',
        f'      <file href="{xml(path)}"/>',
        *(f'      <dependency identifierref="{each}"/>' for each in needed),
        "    </resource>",
    ]
