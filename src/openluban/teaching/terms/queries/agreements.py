"""What both sides have said of terms."""

from collections.abc import Sequence

from openluban.teaching.terms.models import Agreement, Term


def waiting_for(term: Term, *, lock: bool = False) -> Agreement | None:
    """Return the agreement that waits for the other side, if one does."""
    found = Agreement.objects.filter(term=term, second_at=None, withdrawn_at=None)
    return (found.select_for_update() if lock else found).first()


def last_agreed(term: Term) -> Agreement | None:
    """Return the newest agreement of both sides, also if the term was changed since."""
    return Agreement.objects.filter(term=term).exclude(second_at=None).order_by("-pk").first()


def waiting_sides(terms: Sequence[int]) -> dict[int, str]:
    """Return term (primary key) to the side that put it forward, where the other has not spoken."""
    found = Agreement.objects.filter(term__in=terms, second_at=None, withdrawn_at=None)
    return dict(found.values_list("term_id", "first_side"))
