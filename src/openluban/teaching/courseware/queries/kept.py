"""The packages that are kept."""

from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotAllowed, NotFound
from openluban.teaching.courseware.keeping import find
from openluban.teaching.courseware.models import KeptPackage
from openluban.teaching.courseware.policies import may_bring_in

MOST_SHOWN = 100


def kept_packages(actor: Actor) -> list[KeptPackage]:
    """Return the newest kept packages, without their notes; one query.

    :raises NotAllowed: the actor brings none in
    """
    if not may_bring_in(actor):
        raise NotAllowed
    found = KeptPackage.objects.defer("notes", "description", "units")
    return list(found.order_by("-kept_at", "-pk")[:MOST_SHOWN])


def the_package(digest: str, actor: Actor) -> KeptPackage:
    """Return a kept package whose file is there; one query.

    :raises NotAllowed: the actor brings none in
    :raises NotFound: there is none
    """
    if not may_bring_in(actor):
        raise NotAllowed
    found = KeptPackage.objects.filter(digest=digest).first() if digest.isascii() else None
    if found is None or find(found.digest) is None:
        raise NotFound(package=digest[:64])
    return found
