"""Topics to discuss and links to the web: small files of a cartridge."""

from collections.abc import Iterator
from html import escape

from django.utils.translation import gettext_lazy as _

from openluban.kernel.refusals import Problem
from openluban.teaching.courseware.formats.parcels import Files
from openluban.teaching.courseware.formats.problems import problem
from openluban.teaching.courseware.formats.resources import Resource
from openluban.teaching.courseware.formats.trees import Node, read_tree
from openluban.teaching.courseware.rules.addresses import is_web
from openluban.teaching.courseware.rules.parcel import Leaf, Wordings

_LARGEST = 1_000_000


def topic_of(
    files: Files, resource: Resource, title: Wordings, notes: list[Problem]
) -> Iterator[Leaf]:
    """Yield a topic's words as a leaf; that it was to be discussed is noted.

    :raises ParcelRefused: its file is no sound XML
    """
    root = _root(files, resource, notes)
    if root is None:
        return
    text = root.one("text")
    html = text.text if text is not None else ""
    if text is not None and text.get("texttype").lower() == "text/plain":
        html = "".join(f"<p>{escape(part)}</p>" for part in html.split("\n\n"))
    sentence = _("The discussion “%(element)s” comes over as its opening text alone.")
    notes.append(
        problem("resource.discussion", sentence, resource.path, 1, element=resource.identifier)
    )
    yield Leaf(
        title or _own_title(root),
        f"resource {resource.identifier}",
        resource.line,
        (resource.path,),
        html=html,
    )


def link_of(
    files: Files, resource: Resource, title: Wordings, notes: list[Problem]
) -> Iterator[Leaf]:
    """Yield a link to the web as a leaf; any other address is noted and left out.

    :raises ParcelRefused: its file is no sound XML
    """
    root = _root(files, resource, notes)
    url = root.one("url") if root is not None else None
    address = url.get("href") if url is not None else ""
    if root is None or not is_web(address):
        sentence = _("The link “%(element)s” leads to no page of the web; it is left out.")
        notes.append(
            problem("link.address", sentence, resource.path, 1, element=resource.identifier)
        )
        return
    named = title or _own_title(root)
    yield Leaf(named, f"resource {resource.identifier}", resource.line, link=address)


def _own_title(root: Node) -> Wordings:
    title = root.one("title")
    return {"": title.words} if title is not None and title.words else {}


def _root(files: Files, resource: Resource, notes: list[Problem]) -> Node | None:
    path = files.find(resource.path)
    if not path:
        sentence = _("“%(element)s” names this file, which is not in the package.")
        notes.append(
            problem("file.missing", sentence, resource.path, None, element=resource.identifier)
        )
        return None
    return read_tree(files.read(path, at_most=_LARGEST), path)
