"""Signed documents by what others may know: the secret of a link, the address of a list."""

from openluban.learning.credentials.linking import LONGEST, digest_of
from openluban.learning.credentials.models.awards import Award
from openluban.learning.credentials.models.issuers import StatusList


def shared_award(secret: str) -> Award | None:
    """Return the award that a link shows; None once the link is withdrawn."""
    if not secret or len(secret) > LONGEST or "\0" in secret:
        return None
    found = Award.objects.filter(sharings__digest=digest_of(secret)).exclude(
        state=Award.State.ERASED
    )
    return found.select_related("achievement", "edition", "issuer", "co_issuer").first()


def signed_credential(key: str) -> str | None:
    """Return the signed text of the award that a link (its secret) shows, None if there is none."""
    award = shared_award(key)
    return bytes(award.document).decode() if award else None


def signed_list(issuer: str, number: int, purpose: str) -> tuple[bytes, float] | None:
    """Return a signed status list and when it was signed; None if there is none."""
    found = StatusList.objects.filter(issuer__key=issuer, number=number)
    columns = {"revocation": "revocation_list", "suspension": "suspension_list"}
    if purpose not in columns:
        return None
    row = found.values_list(columns[purpose], "signed_at").first()
    return (bytes(row[0]), row[1].timestamp()) if row else None
