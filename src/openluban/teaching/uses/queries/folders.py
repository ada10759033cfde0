"""What lies in the folders of workshops that teach with a resource."""

from collections.abc import Sequence

from django.utils import timezone

from openluban.kernel.actor import Actor
from openluban.teaching.library.public import HeldFolder, Resource
from openluban.teaching.uses.queries.standing import holding, uses_visible


def folders_of_workshops(resource: Resource, language: str, actor: Actor) -> Sequence[HeldFolder]:
    """Return the folder of each workshop that teaches with the resource today; one query.

    Where two programmes of a workshop use two versions, the folder holds the older one.
    """
    uses = uses_visible(actor).filter(unit__resource=resource, language=language)
    rows = holding(uses, timezone.localdate()).order_by("workshop__sort_name", "-text_version")
    columns = ("workshop__key", "workshop__name", "unit", "text_version")
    found: dict[str, HeldFolder] = {}
    versions: dict[str, dict[int, int]] = {}
    for key, name, unit, version in rows.values_list(*columns):
        versions.setdefault(key, {})[unit] = version
        found.setdefault(key, HeldFolder(key, name, versions[key]))
    return list(found.values())
