"""Whether an edition is what was signed."""

import json
from hashlib import sha256

from django.core.cache import cache

from openluban.foundation.exchange.signing import is_signed
from openluban.kernel.refusals import Refusal
from openluban.publishing.briefings.models import Edition

_KEPT_SECONDS = 24 * 3600


def is_intact(edition: Edition) -> bool:
    """Test whether the signature holds over what is kept; asks no database.

    The answer is kept under what was tested, so that a change of it is tested anew.
    """
    tested = "\n".join((edition.signed_text, edition.signature, edition.public_key))
    name = f"briefings.intact:{sha256(tested.encode()).hexdigest()}"
    known: bool | None = cache.get(name)
    if known is None:
        known = _holds(edition)
        cache.set(name, known, _KEPT_SECONDS)
    return known


def _holds(edition: Edition) -> bool:
    try:
        statement = json.loads(edition.signed_text)
        return is_signed(statement, signature=edition.signature, public_key=edition.public_key)
    except (ValueError, Refusal):
        return False
