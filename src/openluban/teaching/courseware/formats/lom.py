"""LOM metadata in the bindings that packages use: IMS 1.2.1, IEEE LOM, and those of cartridges."""

from collections.abc import Iterator

from openluban.teaching.courseware.formats.trees import Node
from openluban.teaching.courseware.rules.parcel import About, Wordings

SPACES = (
    "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1",
    "http://www.imsglobal.org/xsd/imsmd_v1p2",
    "http://www.imsproject.org/xsd/imsmd_rootv1p2p1",
    "http://ltsc.ieee.org/xsd/LOM",
    "http://ltsc.ieee.org/xsd/LOMv1p0",
    *(
        f"http://ltsc.ieee.org/xsd/imscc{version}/LOM/{of}"
        for version in ("v1p1", "v1p2", "v1p3")
        for of in ("manifest", "resource")
    ),
)
_XML = "http://www.w3.org/XML/1998/namespace"
_NO_LANGUAGE = {"x-none", "none", "und", "xx"}


def lom_in(metadata: Node | None) -> Node | None:
    """Return the LOM of a manifest's metadata, None if there is none."""
    if metadata is None:
        return None
    return next((each for each in metadata.children if is_lom(each)), None)


def is_lom(node: Node) -> bool:
    """Test whether an element is the outermost of LOM metadata."""
    return node.name == "lom" and node.space in SPACES


def about_of(lom: Node | None) -> About:
    """Return what LOM metadata say; nothing where there are none."""
    if lom is None:
        return About()
    general = lom.one("general")
    rights = lom.one("rights")
    said = list(_strings(rights.one("description") if rights else None))
    return About(
        title=_wordings(general, "title"),
        description=_wordings(general, "description"),
        languages=tuple(dict.fromkeys(_languages(lom, general))),
        rights=" ".join(words for _language, words in said),
        credit=_credit(lom),
    )


def _wordings(parent: Node | None, name: str) -> Wordings:
    found: Wordings = {}
    for language, words in _strings(parent.one(name) if parent else None):
        found.setdefault(language, words)
    return found


def _strings(node: Node | None) -> Iterator[tuple[str, str]]:
    """Yield (language, words) of a text in several languages, however the binding writes it."""
    if node is None:
        return
    if node.words:
        yield "", node.words
    for each in node.children:
        if each.name in {"langstring", "string"} and each.words:
            language = each.get("lang", _XML) or each.get("language") or each.get("lang")
            yield "" if language.lower() in _NO_LANGUAGE else language, each.words


def _languages(lom: Node, general: Node | None) -> Iterator[str]:
    for node in general.all("language") if general else ():
        if node.words and node.words.lower() not in _NO_LANGUAGE:
            yield node.words
    for node in lom.walk():
        language = node.get("lang", _XML) or node.get("language")
        is_text = node.name in {"langstring", "string"} and bool(node.words)
        if language and is_text and language.lower() not in _NO_LANGUAGE:
            yield language


def _credit(lom: Node) -> str:
    """Return who is named as author or publisher: the name lines of their cards."""
    cycle = lom.one("lifeCycle") or lom.one("lifecycle")
    names = []
    for contribute in cycle.all("contribute") if cycle else ():
        for entity in (*contribute.all("entity"), *contribute.all("centity")):
            card = "\n".join(each.text for each in entity.walk())
            names += [
                line.strip()[3:].strip()
                for line in card.splitlines()
                if line.strip().upper().startswith("FN:")
            ]
    return ", ".join(dict.fromkeys(filter(None, names)))[:300]
