"""The secrets of links by which recipients show awards: the database holds none of them.

A secret follows from a seed in the database and this installation's secret, so that its owner sees
the link again; whoever has the database alone can make none. A link is found by its digest.
"""

import hmac
import secrets
from hashlib import sha256

from openluban.foundation.access.sealing import purpose_key
from openluban.learning.credentials.formats.multibase import base64url
from openluban.learning.credentials.models.awards import Sharing

_LINKS = b"openluban links to shared awards v1"
_BYTES = 16
LONGEST = 64
"""Letters of a secret."""


def new_seed() -> str:
    """Return a seed that there was never before."""
    return secrets.token_hex(_BYTES)


def secret_from(seed: str) -> str:
    """Return the secret that follows from a seed here: 256 bits, 43 letters."""
    return base64url(hmac.new(purpose_key(_LINKS), seed.encode(), sha256).digest())


def digest_of(secret: str) -> str:
    """Return by what a link is found."""
    return sha256(secret.encode()).hexdigest()


def secret_of(sharing: Sharing | None) -> str:
    """Return the secret of a link; nothing where it cannot be told here any more.

    That is so where the installation's secret was replaced, and of links from before secrets were
    derived. Such links go on showing the award until they are withdrawn.
    """
    if sharing is None or not sharing.seed:
        return ""
    secret = secret_from(sharing.seed)
    return secret if hmac.compare_digest(digest_of(secret), sharing.digest) else ""
