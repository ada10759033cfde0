"""The resources of a manifest: files, kinds, and what they depend on."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from openluban.kernel.refusals import Problem
from openluban.teaching.courseware.formats.identifiers import identify
from openluban.teaching.courseware.formats.problems import problem, refused
from openluban.teaching.courseware.formats.trees import Node
from openluban.teaching.courseware.rules.addresses import inside, is_web, scheme_of

_XML = "http://www.w3.org/XML/1998/namespace"
MOST_RESOURCES = 10_000


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource; ``path`` is its first file in the package, ``""`` if it lies elsewhere."""

    identifier: str
    type: str
    href: str
    path: str
    files: tuple[str, ...]
    dependencies: tuple[str, ...]
    line: int

    @property
    def is_quiz(self) -> bool:
        """Whether it is a test or a bank of questions."""
        return self.type.startswith("imsqti")

    @property
    def is_topic(self) -> bool:
        """Whether it is a topic to discuss."""
        return self.type.startswith("imsdt")

    @property
    def is_link(self) -> bool:
        """Whether it is a link to the web."""
        return self.type.startswith("imswl")


def resources_of(root: Node, path: str, notes: list[Problem]) -> dict[str, Resource]:
    """Return the resources of a manifest by identifier, in its order.

    A second resource of a name that nothing leads to is left out and noted.

    :raises ParcelRefused: there are too many, one has no identifier of its own, or an address leads
        out of the package or is none of the web
    """
    parent = root.one("resources")
    nodes = parent.all("resource") if parent else []
    if len(nodes) > MOST_RESOURCES:
        sentence = _("There are more than %(limit)s resources.")
        raise refused("resource.too_many", sentence, path, nodes[-1].line, limit=MOST_RESOURCES)
    base = _base(root, "", path)
    if parent is not None:
        base = _base(parent, base, path)
    found: dict[str, Resource] = {}
    identifiers: dict[str, int] = {}
    wanted = {node.get("identifierref") for node in root.walk()}
    for node in nodes:
        named = node.get("identifier")
        if named in found and named not in wanted:
            sentence = _("The identifier “%(element)s” stands there already; this is left out.")
            notes.append(problem("manifest.twice", sentence, path, node.line, element=named))
            continue
        identify(node, path, identifiers)
        resource = _resource(node, base, path)
        if not resource.identifier:
            sentence = _("A resource has no identifier.")
            raise refused("resource.no_identifier", sentence, path, node.line)
        found[resource.identifier] = resource
    return found


def _resource(node: Node, base: str, path: str) -> Resource:
    base = _base(node, base, path)
    href = node.get("href")
    files = [_inside(each, base, each.get("href"), path) for each in node.all("file")]
    first = "" if not href else _inside(node, base, href, path)
    return Resource(
        identifier=node.get("identifier"),
        type=node.get("type").lower(),
        href=href,
        path=first or next(iter(files if not href else ()), ""),
        files=tuple(filter(None, files)),
        dependencies=tuple(each.get("identifierref") for each in node.all("dependency")),
        line=node.line,
    )


def _base(node: Node, base: str, path: str) -> str:
    own = node.get("base", _XML)
    if not own:
        return base
    found = _inside(node, base, own, path)
    return f"{found}/" if found else base


def _inside(node: Node, base: str, address: str, path: str) -> str:
    """Return the path in the package, ``""`` for an address of the web."""
    scheme = scheme_of(address)
    if is_web(address):
        return ""
    if scheme:
        sentence = _("The address “%(given)s” of “%(element)s” begins with “%(scheme)s:”.")
        raise refused(
            "href.scheme",
            sentence,
            path,
            node.line,
            given=address,
            element=node.name,
            scheme=scheme,
        )
    found = inside(base, address)
    if found is None:
        sentence = _("The address “%(given)s” of “%(element)s” leads out of the package.")
        raise refused("href.outside", sentence, path, node.line, given=address, element=node.name)
    return found


def check_dependencies(resources: dict[str, Resource], path: str) -> None:
    """Look whether resources depend on themselves in the end.

    :raises ParcelRefused: some do
    """
    done: set[str] = set()
    for start in resources:
        _check(start, resources, path, done)


def _check(start: str, resources: dict[str, Resource], path: str, done: set[str]) -> None:
    open_: dict[str, None] = {}
    waiting = [(start, False)]
    while waiting:
        name, is_left = waiting.pop()
        if is_left:
            open_.pop(name, None)
            done.add(name)
        elif name in open_:
            sentence = _("The resource “%(element)s” depends on itself in the end.")
            line = resources[name].line
            raise refused("resource.circle", sentence, path, line, element=name)
        elif name not in done and name in resources:
            open_[name] = None
            waiting.append((name, True))
            waiting.extend((each, False) for each in resources[name].dependencies)
