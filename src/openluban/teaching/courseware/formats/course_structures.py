"""``cmi5.xml``: the course structure of cmi5, in a zip or bare."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from openluban.kernel.refusals import Problem
from openluban.teaching.courseware.formats.course_rules import (
    Identifiers,
    check_parts,
    check_query,
)
from openluban.teaching.courseware.formats.parcels import Files
from openluban.teaching.courseware.formats.problems import problem, refused
from openluban.teaching.courseware.formats.trees import Node, read_tree
from openluban.teaching.courseware.rules.addresses import inside, is_page, is_web, scheme_of
from openluban.teaching.courseware.rules.parcel import About, Kind, Leaf, Parcel, Wordings

NAME = "cmi5.xml"
SPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"
LARGEST_MANIFEST = 8_000_000
MOST_UNITS = 3_000
DEEPEST = 24


def read_course_structure(files: Files) -> Parcel:
    """Return what the course structure says.

    :raises ParcelRefused: it is unfit: not XML, of another kind, with doubled names or addresses
        that no package may have
    """
    path = files.find(NAME)
    root = read_tree(files.read(path, at_most=LARGEST_MANIFEST), path)
    if root.name != "courseStructure" or root.space != SPACE:
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
    identifiers: Identifiers = field(init=False)
    used: set[str] = field(default_factory=set)
    count: int = 0

    def __post_init__(self) -> None:
        self.identifiers = Identifiers(self.path)

    def read(self) -> Parcel:
        courses = self.root.all("course")
        if len(courses) != 1:
            sentence = _("The element “course” must stand there once; it does %(count)s times.")
            raise refused(
                "manifest.course", sentence, self.path, self.root.line, count=len(courses)
            )
        self.identifiers.take(courses[0], "course")
        check_parts(courses[0], self.path)
        self._objectives()
        leaves = list(self._below(self.root, 0))
        title, description = _words(courses[0], "title"), _words(courses[0], "description")
        about = About(title, description, tuple(filter(None, title)))
        named = courses[0].get("id")
        return Parcel(Kind.CMI5, "quartz", named, about, tuple(leaves), tuple(self.notes))

    def _below(self, parent: Node, depth: int) -> Iterator[Leaf]:
        for node in parent.children:
            if node.space != SPACE or node.name not in {"au", "block"}:
                continue
            self._identify(node, depth)
            if node.name == "au":
                yield from self._unit(node)
            else:
                yield from self._below(node, depth + 1)

    def _identify(self, node: Node, depth: int) -> None:
        named = node.get("id")
        self.count += 1
        if self.count > MOST_UNITS:
            sentence = _("There are more than %(limit)s units and blocks.")
            raise refused("item.too_many", sentence, self.path, node.line, limit=MOST_UNITS)
        if depth > DEEPEST:
            sentence = _("The item “%(element)s” lies deeper than %(limit)s levels.")
            raise refused(
                "item.too_deep", sentence, self.path, node.line, element=named, limit=DEEPEST
            )
        self.identifiers.take(node, "unit")
        check_parts(node, self.path)

    def _objectives(self) -> None:
        """Look at the objectives, which stay behind."""
        parent = self.root.one("objectives")
        found = parent.all("objective") if parent is not None else []
        for each in found:
            self.identifiers.take(each, "objective")
        if found:
            sentence = _("Objectives (%(count)s) are left out.")
            self._note("course.objectives", sentence, found[0].line, count=len(found))

    def _unit(self, node: Node) -> Iterator[Leaf]:
        url = node.one("url")
        address = url.words if url is not None else ""
        pages = self._pages(node, address)
        sentence = _("The rules of “%(element)s” on passing and moving on are left out.")
        self._note("au.rules", sentence, node.line, element=node.get("id"))
        yield Leaf(
            _words(node, "title"),
            f"au {node.get('id')}",
            node.line,
            pages,
            link=address if is_web(address) else "",
            description=_words(node, "description"),
        )

    def _pages(self, node: Node, address: str) -> tuple[str, ...]:
        named = node.get("id")
        check_query(node, address, self.path)
        if is_web(address):
            sentence = _("“%(element)s” lies on another host; its title and address come over.")
            self._note("resource.elsewhere", sentence, node.line, element=named)
            return ()
        found = inside("", address) if not scheme_of(address) else None
        if not found:
            sentence = _("The address “%(given)s” of “%(element)s” leads to no file of it.")
            raise refused(
                "href.outside", sentence, self.path, node.line, given=address, element=named
            )
        if not self.files.find(found):
            sentence = _("The address “%(given)s” of “%(element)s” leads to no file of it.")
            raise refused(
                "file.missing", sentence, self.path, node.line, given=address, element=named
            )
        if not is_page(found):
            sentence = _("“%(element)s” opens something that is no page; it is left out.")
            self._note("resource.kind", sentence, node.line, element=named)
            return ()
        if found in self.used:
            sentence = _("“%(element)s” opens the same page as a unit before it.")
            self._note("item.again", sentence, node.line, element=named)
            return ()
        self.used.add(found)
        return (found,)

    def _note(self, rule: str, sentence: object, line: int, **details: object) -> None:
        self.notes.append(problem(rule, sentence, self.path, line, **details))


def _words(node: Node, name: str) -> Wordings:
    parent = node.one(name)
    found: Wordings = {}
    for each in parent.all("langstring") if parent is not None else ():
        if each.words:
            found.setdefault(each.get("lang"), each.words)
    return found
