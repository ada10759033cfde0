"""Descriptions as JSON-LD, after AMB 1.0 (https://w3id.org/kim/amb/), which builds on LRMI."""

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from openluban.teaching.harvest.description import Description, Text, Whole

MEDIA_TYPE = "application/ld+json"
_CONTEXT = "https://w3id.org/kim/amb/context.jsonld"
_HCRT = "https://w3id.org/kim/hcrt/"
_TYPE = ["LearningResource"]
_SORTS = {
    "textbook": "textbook",
    "courseware": "course",
    "video": "video",
    "lesson_plan": "lesson_plan",
    "case_study": "case_study",
}
"""Our kinds of resources as HCRT names them; what is missing here is ``other``."""
_SPOKEN = re.compile(r"([a-z]{2})(-.*)?")
_CREATIVE = re.compile(r"CC-(BY(?:-NC)?(?:-ND|-SA)?)-([0-9.]+)")
_LICENCES = {
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC-PDDC": "https://creativecommons.org/licenses/publicdomain/",
    "Apache-2.0": "https://www.apache.org/licenses/LICENSE-2.0",
    "MIT": "https://opensource.org/licenses/MIT",
    "BSD-2-Clause": "https://www.opensource.org/licenses/BSD-2-Clause",
    "BSD-3-Clause": "https://www.opensource.org/licenses/BSD-3-Clause",
}
_GNU = re.compile(r"(A?GPL|LGPL|GFDL)-([0-9.]+)-(only|or-later)")
_ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def amb(whole: Whole, site: str) -> dict[str, Any]:
    """Return the description; ``site`` is the address of the installation.

    A field that AMB allows only words or licences for that we do not have is left out.
    """
    told = whole.told
    language, name = _named(told, whole.original)
    found = {
        "@context": [_CONTEXT, {"@language": _short(language) or "en"}],
        "id": f"{site}{told.path}",
        "type": _TYPE,
        "name": name,
        "inLanguage": _languages(told.languages),
        "license": _licence(told.rights),
        "creator": [_organisation(site, *maker) for maker in whole.makers],
        "contributor": [{"type": "Organization", "name": told.credit}] if told.credit else [],
        "learningResourceType": [{"id": f"{_HCRT}{_SORTS.get(told.sort, 'other')}"}],
        "keywords": list(dict.fromkeys(words for _language, words in told.subjects)),
        "educationalAlignment": _fields(whole),
        "isAccessibleForFree": True,
        **_days(told),
        **_parts(whole, site),
        **_translations(whole, site),
        "encoding": _books(whole, site),
    }
    return {key: value for key, value in found.items() if value not in ("", [], None)}


def data_block(described: Mapping[str, Any]) -> str:
    """Return JSON that can stand inside an element of HTML: no markup can begin in it."""
    return json.dumps(described, ensure_ascii=False).translate(_ESCAPED)


def _named(told: Description, original: str) -> tuple[str, str]:
    names = dict(told.names)
    for language in (original, "en", *names):
        if names.get(language):
            return language, names[language]
    return "en", told.key


def _short(language: str) -> str:
    """Return the two letters that AMB knows a language by, ``""`` for one it does not."""
    found = _SPOKEN.fullmatch(language)
    return found[1] if found else ""


def _languages(languages: list[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, (_short(each) for each in languages))))


def _licence(rights: str) -> dict[str, str] | None:
    creative, gnu = _CREATIVE.fullmatch(rights), _GNU.fullmatch(rights)
    address = _LICENCES.get(rights, "")
    if creative:
        address = f"https://creativecommons.org/licenses/{creative[1].lower()}/{creative[2]}/"
    elif gnu:
        kind = "fdl" if gnu[1] == "GFDL" else gnu[1].lower()
        address = f"https://www.gnu.org/licenses/{kind}-{gnu[2]}.html"
    return {"id": address} if address else None


def _organisation(site: str, key: str, names: list[tuple[str, str]]) -> dict[str, str]:
    known = dict(names)
    name = known.get("en") or next(iter(known.values()), key)
    return {"type": "Organization", "id": f"{site}/institutions/{key}/", "name": name}


def _fields(whole: Whole) -> list[dict[str, str]]:
    """Return the field of education. AMB's ``about`` must name a subject of German schools."""
    if not whole.field:
        return []
    return [
        {
            "type": "AlignmentObject",
            "alignmentType": "educationalSubject",
            "educationalFramework": "ISCED-F 2013",
            "targetName": whole.field,
            "targetUrl": f"http://data.europa.eu/snb/isced-f/{whole.field}",
        }
    ]


def _days(told: Description) -> dict[str, str]:
    if not told.days:
        return {}
    days = sorted(told.days)
    return {"datePublished": days[0].isoformat(), "dateModified": days[-1].isoformat()}


def _parts(whole: Whole, site: str) -> dict[str, list[dict[str, Any]]]:
    told = whole.told
    inner = [{"id": f"{site}/units/{key}/read/", "type": _TYPE, "name": name}
             for key, name in whole.parts]  # fmt: skip
    if not told.resource:
        return {"hasPart": inner}
    names = dict(told.part_of)
    name = names.get(whole.original) or names.get("en") or next(iter(names.values()), told.resource)
    return {"isPartOf": [{"id": f"{site}/library/{told.resource}/", "type": _TYPE, "name": name}]}


def _translations(whole: Whole, site: str) -> dict[str, list[dict[str, Any]]]:
    """Return the texts of a unit in other languages, each with the one it was made from."""
    originals = [text for text in whole.texts if not text.source]
    own = {text.language: text for text in whole.texts}
    made = []
    for text in whole.texts:
        if text.source:
            work = _text(own[text.source], site) if text.source in own else None
            made.append({**_text(text, site), **({"translationOfWork": work} if work else {})})
    return {"workTranslation": made} if originals else {}


def _text(text: Text, site: str) -> dict[str, Any]:
    return {
        "type": _TYPE,
        "id": f"{site}/units/{text.unit}/read/{text.language}/",
        "name": text.title,
        "inLanguage": _languages([text.language]),
    }


def _books(whole: Whole, site: str) -> list[dict[str, str]]:
    if whole.told.resource:
        return []
    address = f"{site}/library/{whole.told.key}/book.epub"
    return [
        {
            "type": "MediaObject",
            "encodingFormat": "application/epub+zip",
            "contentUrl": f"{address}?{urlencode({'in': language})}",
        }
        for language in whole.told.languages
    ]
