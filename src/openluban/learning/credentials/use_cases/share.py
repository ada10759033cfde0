"""A recipient shows an award to others, and stops showing it."""

from datetime import datetime

from django.db import transaction

from openluban.foundation.history.recording import Deed, record
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotFound
from openluban.learning.credentials.errors import NotPossibleNow
from openluban.learning.credentials.linking import digest_of, new_seed, secret_from
from openluban.learning.credentials.models.awards import Award, Sharing
from openluban.learning.credentials.queries.own import own_awards


@transaction.atomic
def share(*, award: str, actor: Actor, at: datetime) -> Sharing:
    """Make a link that nobody can guess; the same one as long as it is not withdrawn.

    :raises NotFound: the actor was awarded no such thing
    :raises NotPossibleNow: it was erased
    """
    found = _own(award, actor)
    if found.state == Award.State.ERASED:
        raise NotPossibleNow(state=found.get_state_display())
    known = found.sharings.first()
    if known is not None:
        return known
    seed = new_seed()
    digest = digest_of(secret_from(seed))
    made = Sharing.objects.create(award=found, seed=seed, digest=digest, made_at=at)
    record(Deed("credentials.shared", "awards", found.key), actor=actor, at=at)
    return made


@transaction.atomic
def stop_sharing(*, award: str, actor: Actor, at: datetime) -> None:
    """Withdraw the link: whoever has it finds nothing any more.

    :raises NotFound: the actor was awarded no such thing
    """
    found = _own(award, actor)
    gone, _by_table = found.sharings.all().delete()
    if gone:
        record(Deed("credentials.sharing_ended", "awards", found.key), actor=actor, at=at)


def _own(key: str, actor: Actor) -> Award:
    found = own_awards(actor).select_for_update(of=("self",)).filter(key=key).first()
    if found is None:
        raise NotFound(what=key)
    return found
