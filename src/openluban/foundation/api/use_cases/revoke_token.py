"""Taking a token back: from now on it opens nothing."""

from datetime import datetime

from django.db import transaction

from openluban.foundation.access.models import ApiToken
from openluban.foundation.access.roles import ADMINISTER
from openluban.foundation.history.recording import Deed, record
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotFound


@transaction.atomic
def revoke_token(*, token_id: int, actor: Actor, at: datetime) -> ApiToken:
    """Take back a token of one's own, or of anybody as an administrator.

    :raises NotFound: there is no such token, it is somebody else's, or it was taken back before
    """
    found = ApiToken.objects.select_for_update().filter(pk=token_id, revoked_at=None)
    if not actor.may(ADMINISTER):
        found = found.filter(account__key=actor.key)
    token = found.first()
    if token is None:
        raise NotFound(token=token_id)
    token.revoked_at = at
    token.save(update_fields=["revoked_at"])
    record(Deed("access.token_revoked", "tokens", str(token.pk)), actor=actor, at=at)
    return token
