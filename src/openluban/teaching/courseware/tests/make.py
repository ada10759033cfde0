"""Makers of packages for tests."""

import io
import zipfile
from collections.abc import Mapping

from openluban.kernel.actor import SYSTEM, Actor
from openluban.teaching.courseware.use_cases.bring_in import Brought, Wish, bring_in_package
from openluban.teaching.library.tests.make import AT, PNG

CC13 = "http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1"
SCORM12 = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
SCORM2004 = "http://www.imsglobal.org/xsd/imscp_v1p1"
CMI5 = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"
_LOM_MANIFEST = "http://ltsc.ieee.org/xsd/imsccv1p3/LOM/manifest"
LOM = f"""<l:lom xmlns:l="{_LOM_MANIFEST}"><l:general>
 <l:title><l:string language="zh-CN">分拣站</l:string><l:string language="en">A sorter</l:string>
 </l:title><l:language>zh-CN</l:language>
 <l:description><l:string language="en">About sorting.</l:string></l:description></l:general>
 <l:rights><l:copyrightAndOtherRestrictions><l:value>yes</l:value>
 </l:copyrightAndOtherRestrictions><l:description>
 <l:string>CC Attribution - http://creativecommons.org/licenses/by/4.0</l:string>
 </l:description></l:rights></l:lom>"""
PAGE = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>安全</title>
<script>alert(1)</script></head><body><h1>安全</h1><p>先断电。</p>
<p><img src="../images/dot.png" alt="点"></p></body></html>"""
SECOND = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"></head>
<body><h1>接线</h1><ul><li>棕色线接 24 V。</li></ul></body></html>"""


def resource(identifier: str, href: str, more: str = "", kind: str = "webcontent") -> str:
    """Return a resource of a manifest."""
    return (
        f'<resource identifier="{identifier}" type="{kind}" href="{href}">'
        f'<file href="{href}"/>{more}</resource>'
    )


def item(identifier: str, wanted: str, title: str, inside: str = "") -> str:
    """Return an item of a manifest; ``wanted`` is its resource, ``""`` for none."""
    ref = f' identifierref="{wanted}"' if wanted else ""
    return f'<item identifier="{identifier}"{ref}><title>{title}</title>{inside}</item>'


def manifest(
    items: str, resources: str, *, space: str = CC13, version: str = "1.3.0", lom: str = LOM
) -> str:
    """Return an ``imsmanifest.xml``."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="M1" xmlns="{space}" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3"
 xmlns:imsss="http://www.imsglobal.org/xsd/imsss">
<metadata><schema>S</schema><schemaversion>{version}</schemaversion>{lom}</metadata>
<organizations default="O1"><organization identifier="O1"><title>分拣站</title>
{items}
</organization></organizations>
<resources>{resources}</resources></manifest>"""


def course_structure(units: str) -> str:
    """Return a ``cmi5.xml``."""
    return f"""<?xml version="1.0" encoding="utf-8"?><courseStructure xmlns="{CMI5}">
<course id="urn:course"><title><langstring lang="zh-Hans">分拣站</langstring>
<langstring lang="ru">Сортировка</langstring></title>
<description><langstring lang="ru">О сортировке</langstring></description></course>
{units}</courseStructure>"""


def unit(identifier: str, url: str) -> str:
    """Return an assignable unit of a ``cmi5.xml``."""
    return f"""<au id="{identifier}" moveOn="Completed">
<title><langstring lang="zh-Hans">安全</langstring><langstring lang="ru">Безопасность</langstring>
</title><description><langstring lang="zh-Hans">怎样安全工作。</langstring>
<langstring lang="ru">Как работать безопасно.</langstring></description><url>{url}</url></au>"""


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """Return a zip of files."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return kept.getvalue()


FILES: dict[str, str | bytes] = {
    "pages/safety.html": PAGE,
    "pages/wiring.html": SECOND,
    "images/dot.png": PNG,
}
ITEMS = item("I0", "", "Part", item("I1", "R1", "安全") + item("I2", "R2", "接线"))
RESOURCES = resource("R1", "pages/safety.html") + resource("R2", "pages/wiring.html")


def package(
    items: str = ITEMS,
    resources: str = RESOURCES,
    more: Mapping[str, str | bytes] | None = None,
    *,
    space: str = CC13,
    version: str = "1.3.0",
) -> bytes:
    """Return a package of two pages with a picture."""
    made = manifest(items, resources, space=space, version=version)
    return zipped({"imsmanifest.xml": made, **FILES, **(more or {})})


def bring_in(data: bytes, wish: Wish | None = None, actor: Actor = SYSTEM) -> Brought:
    """Bring a package in."""
    return bring_in_package(data=data, name="sorter.zip", wish=wish or Wish(), actor=actor, at=AT)
