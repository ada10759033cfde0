"""Names of activities, blocks and courses in statements: addresses of this site, not the package's.

The same part has the same name in every registration that began at the same site.
"""

from hashlib import sha256

from openluban.learning.launches.models import Participation
from openluban.learning.launches.rules.structure import Block, Unit

TYPES = "https://w3id.org/xapi/cmi5/activitytype"


def iri_of(site: str, part: Unit | Block) -> str:
    """Return the name of a unit, a block or a course."""
    kind = "units" if isinstance(part, Unit) else "blocks"
    return f"{site}/launches/{kind}/{sha256(part.key.encode()).hexdigest()[:32]}"


def agent_of(participation: Participation) -> dict[str, object]:
    """Return the agent of somebody's statements: a pseudonym and nothing else."""
    account = {"homePage": participation.home_page, "name": participation.name}
    return {"objectType": "Agent", "account": account}


def digest_of_secret(secret: str) -> str:
    """Return what is kept of a secret of 256 random bits."""
    return sha256(secret.encode()).hexdigest()
