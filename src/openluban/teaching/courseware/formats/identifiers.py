"""Identifiers of a manifest: each stands once."""

from django.utils.translation import gettext_lazy as _

from openluban.teaching.courseware.formats.problems import refused
from openluban.teaching.courseware.formats.trees import Node


def identify(node: Node, path: str, identifiers: dict[str, int]) -> None:
    """Take note of an element's identifier.

    :raises ParcelRefused: another element has it already
    """
    named = node.get("identifier")
    if named in identifiers:
        sentence = _("The identifier “%(element)s” stands in line %(other)s already.")
        other = identifiers[named]
        raise refused("manifest.twice", sentence, path, node.line, element=named, other=other)
    if named:
        identifiers[named] = node.line
