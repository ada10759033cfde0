"""Handing out the token of a session, once."""

import secrets
from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from openluban.learning.launches.identifying import digest_of_secret
from openluban.learning.launches.models import Session
from openluban.learning.launches.sessions import is_over
from openluban.learning.statements.public import SIGN


@dataclass(frozen=True, slots=True)
class Handed:
    """The token, or why there is none: a code of cmi5 (8.2.3) and a sentence for programs."""

    token: str = ""
    error: str = ""
    why: str = ""


@transaction.atomic
def hand_out_token(*, secret: str, at: datetime) -> Handed:
    """Return the token of the session that a fetch address names; a second time there is none."""
    digest = digest_of_secret(secret)
    session = Session.objects.select_for_update().filter(fetch=digest).first()
    if session is None:
        return Handed(error="2", why="This address belongs to no session.")
    if session.token:
        return Handed(error="1", why="The authorization token has already been returned.")
    if is_over(session, at):
        return Handed(error="1", why="The session is over.")
    token = secrets.token_urlsafe(32)
    session.token = digest_of_secret(token)
    session.save(update_fields=["token"])
    return Handed(b64encode(f"{SIGN}{session.uuid}:{token}".encode()).decode())
