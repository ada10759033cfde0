"""All that this installation can say of credentials: its own register and the bundles it keeps."""

from datetime import datetime
from pathlib import Path

from django.conf import settings

from openluban.learning.credentials.queries.trusting import trust_of_this_site
from openluban.learning.credentials.verification.kept import kept_bundles, together
from openluban.learning.credentials.verification.trust import Trust


def trust_folder() -> Path:
    """Return where bundles of others are kept."""
    folder: Path = settings.LUBAN_HOME / "trust"
    return folder


def trust_at_hand(at: datetime) -> Trust:
    """Return whom this installation trusts: itself, and what the bundles say that it took over."""
    return together(trust_of_this_site(at), kept_bundles(trust_folder()), at=at)
