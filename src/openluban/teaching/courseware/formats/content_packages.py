"""``imsmanifest.xml``: SCORM 1.2, SCORM 2004 and Common Cartridge, told apart by namespace."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext_lazy as _

from openluban.kernel.refusals import Problem
from openluban.teaching.courseware.formats.identifiers import identify
from openluban.teaching.courseware.formats.lom import about_of, is_lom, lom_in
from openluban.teaching.courseware.formats.parcels import Files
from openluban.teaching.courseware.formats.problems import ParcelRefused, problem, refused
from openluban.teaching.courseware.formats.resources import (
    Resource,
    check_dependencies,
    resources_of,
)
from openluban.teaching.courseware.formats.topics import link_of, topic_of
from openluban.teaching.courseware.formats.trees import Node, read_tree
from openluban.teaching.courseware.rules.addresses import is_page, is_web
from openluban.teaching.courseware.rules.parcel import About, Kind, Leaf, Parcel

NAME = "imsmanifest.xml"
LARGEST_MANIFEST = 8_000_000
MOST_ITEMS = 3_000
DEEPEST = 24
_KINDS = {
    "http://www.imsproject.org/xsd/imscp_rootv1p1p2": (Kind.SCORM_12, "1.2"),
    "http://www.imsglobal.org/xsd/imscp_rootv1p1p2": (Kind.SCORM_12, "1.2"),
    "http://www.imsglobal.org/xsd/imscp_v1p1": (Kind.SCORM_2004, "2004"),
    "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1": (Kind.CARTRIDGE, "1.1"),
    "http://www.imsglobal.org/xsd/imsccv1p2/imscp_v1p1": (Kind.CARTRIDGE, "1.2"),
    "http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1": (Kind.CARTRIDGE, "1.3"),
}
_SCORM_VERSIONS = {
    "1.2": "1.2",
    "cam 1.3": "2004 2nd Edition",
    "2004 2nd edition": "2004 2nd Edition",
    "2004 3rd edition": "2004 3rd Edition",
    "2004 4th edition": "2004 4th Edition",
}
_SEQUENCING = "http://www.imsglobal.org/xsd/imsss"


def read_content_package(files: Files) -> Parcel:
    """Return what the manifest says.

    :raises ParcelRefused: it is unfit: not XML, of another kind or version, with doubled names,
        circles, items without resources, or addresses that no package may have
    """
    path = files.find(NAME)
    root = read_tree(files.read(path, at_most=LARGEST_MANIFEST), path)
    if root.name != "manifest" or root.space not in _KINDS:
        sentence = _("The element “%(element)s” in “%(space)s” begins no package known here.")
        raise refused(
            "manifest.kind", sentence, path, root.line, element=root.name, space=root.space
        )
    return _Reader(files, path, root).read()


@dataclass(slots=True)
class _Reader:
    files: Files
    path: str
    root: Node
    notes: list[Problem] = field(default_factory=list)
    items: dict[str, int] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    count: int = 0

    def read(self) -> Parcel:
        kind, version = self._version()
        resources = resources_of(self.root, self.path, self.notes)
        check_dependencies(resources, self.path)
        leaves = list(self._ordered(resources))
        if kind is Kind.CARTRIDGE or not leaves:
            leaves += self._unordered(resources)
        self._note_the_rest(resources)
        self._note_sequencing()
        about = self._about()
        if not about.title:
            about = replace(about, title=self._own_title())
        identifier = self.root.get("identifier")
        return Parcel(kind, version, identifier, about, tuple(leaves), tuple(self.notes))

    def _version(self) -> tuple[Kind, str]:
        kind, version = _KINDS[self.root.space]
        metadata = self.root.one("metadata")
        node = metadata.one("schemaversion") if metadata else None
        said = node.words.lower() if node else ""
        if kind is Kind.CARTRIDGE:
            known = not said or said.startswith(version)
        else:
            known = not said or said in _SCORM_VERSIONS
            version = _SCORM_VERSIONS.get(said, version)
        if node is not None and not known:
            sentence = _("The element “schemaversion” says “%(given)s”, which is not read here.")
            raise refused("manifest.version", sentence, self.path, node.line, given=node.words)
        return kind, version

    def _about(self) -> About:
        metadata = self.root.one("metadata")
        lom = lom_in(metadata)
        if lom is None and metadata is not None:
            lom = self._lom_elsewhere(metadata)
        return about_of(lom)

    def _lom_elsewhere(self, metadata: Node) -> Node | None:
        """Return the metadata that lie in a file of their own, as SCORM lets them."""
        for node in metadata.children:
            found = self.files.find(node.words) if node.name == "location" else ""
            if found:
                root = read_tree(self.files.read(found, at_most=LARGEST_MANIFEST), found)
                return root if is_lom(root) else None
        return None

    def _organizations(self) -> list[Node]:
        """Return the ways through the package, the one that is meant first."""
        parent = self.root.one("organizations")
        found = parent.all("organization") if parent else []
        meant = parent.get("default") if parent else ""
        return sorted(found, key=lambda each: each.get("identifier") != meant)

    def _own_title(self) -> dict[str, str]:
        for organization in self._organizations():
            title = organization.one("title")
            if title is not None and title.words:
                return {"": title.words}
        return {}

    def _ordered(self, resources: dict[str, Resource]) -> Iterator[Leaf]:
        found = self._organizations()
        for other in found[1:]:
            sentence = _("Another way through the package, “%(element)s”, is left out.")
            named = other.get("identifier")
            self._note("organization.other", sentence, other.line, element=named)
        for organization in found[:1]:
            self._identify(organization)
            for item in organization.all("item"):
                yield from self._items(item, resources, 1)

    def _items(self, item: Node, resources: dict[str, Resource], depth: int) -> Iterator[Leaf]:
        named = item.get("identifier")
        self.count += 1
        if self.count > MOST_ITEMS:
            sentence = _("There are more than %(limit)s items.")
            raise refused("item.too_many", sentence, self.path, item.line, limit=MOST_ITEMS)
        if depth > DEEPEST:
            sentence = _("The item “%(element)s” lies deeper than %(limit)s levels.")
            raise refused(
                "item.too_deep", sentence, self.path, item.line, element=named, limit=DEEPEST
            )
        self._identify(item)
        wanted = item.get("identifierref")
        if wanted:
            yield from self._leaf(item, wanted, resources)
        for child in item.all("item"):
            yield from self._items(child, resources, depth + 1)

    def _leaf(self, item: Node, wanted: str, resources: dict[str, Resource]) -> Iterator[Leaf]:
        resource = resources.get(wanted)
        if resource is None:
            self._nowhere(item, wanted)
            return
        if wanted in self.used:
            sentence = _("The item “%(element)s” leads to the same resource as one before it.")
            self._note("item.again", sentence, item.line, element=item.get("identifier"))
            return
        self.used.add(wanted)
        title = item.one("title")
        named = {"": title.words} if title is not None and title.words else {}
        yield from self._leaves_of(resource, named)

    def _nowhere(self, item: Node, wanted: str) -> None:
        """Refuse an item without resource, or note it: cartridges are often exported in part."""
        sentence = _("The item “%(element)s” leads to “%(given)s”, which is not there.")
        named = item.get("identifier")
        found = problem(
            "item.no_resource", sentence, self.path, item.line, element=named, given=wanted
        )
        if _KINDS[self.root.space][0] is not Kind.CARTRIDGE:
            raise ParcelRefused([found])
        self.notes.append(found)

    def _leaves_of(self, resource: Resource, title: dict[str, str]) -> Iterator[Leaf]:
        named = f"resource {resource.identifier}"
        if resource.is_quiz:
            sentence = _("The quiz “%(element)s” is left out: tests are not taken over.")
            self._note("resource.quiz", sentence, resource.line, element=resource.identifier)
        elif resource.is_topic:
            yield from topic_of(self.files, resource, title, self.notes)
        elif resource.is_link:
            yield from link_of(self.files, resource, title, self.notes)
        elif resource.href and is_web(resource.href):
            sentence = _("“%(element)s” lies on another host; only its address comes over.")
            self._note("resource.elsewhere", sentence, resource.line, element=resource.identifier)
            yield Leaf(title, named, resource.line, link=resource.href)
        elif is_page(resource.path):
            pages = tuple(dict.fromkeys((resource.path, *filter(is_page, resource.files))))
            yield Leaf(title, named, resource.line, pages)
        else:
            self._left_out(resource)

    def _left_out(self, resource: Resource) -> None:
        sentence = _("“%(element)s” is no page that can be read (%(given)s); it is left out.")
        self.notes.append(
            problem(
                "resource.kind",
                sentence,
                resource.path or self.path,
                resource.line,
                element=resource.identifier,
                given=resource.type,
            )
        )

    def _unordered(self, resources: dict[str, Resource]) -> list[Leaf]:
        """Return the pages that no item leads to, after those that have their place."""
        leaves: list[Leaf] = []
        for resource in resources.values():
            readable = is_page(resource.path) or resource.is_topic or resource.is_link
            if resource.identifier in self.used or not readable:
                continue
            self.used.add(resource.identifier)
            sentence = _("No item leads to “%(element)s”; it comes after the others.")
            self._note("resource.no_item", sentence, resource.line, element=resource.identifier)
            leaves += self._leaves_of(resource, {})
        return leaves

    def _note_the_rest(self, resources: dict[str, Resource]) -> None:
        for resource in resources.values():
            if resource.identifier not in self.used and resource.is_quiz:
                self.used.add(resource.identifier)
                list(self._leaves_of(resource, {}))

    def _note_sequencing(self) -> None:
        wanted = (_SEQUENCING, "sequencing")
        rules = [node for node in self.root.walk() if (node.space, node.name) == wanted]
        if rules:
            sentence = _("Rules of sequence (%(count)s) are left out: units are read in any order.")
            self._note("item.sequencing", sentence, rules[0].line, count=len(rules))

    def _identify(self, node: Node) -> None:
        identify(node, self.path, self.items)

    def _note(self, rule: str, sentence: object, line: int, **details: object) -> None:
        self.notes.append(problem(rule, sentence, self.path, line, **details))
