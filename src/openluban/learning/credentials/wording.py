"""Words about awards that several pages say."""

from django.utils.translation import gettext_lazy as _

from openluban.foundation.ui.pieces import Mark
from openluban.learning.credentials.models.awards import Award
from openluban.learning.credentials.rules import Deed

STATES = {
    **dict(Award.State.choices),
    Award.State.EXPIRED: _("expired"),
}
DEEDS = {
    Deed.REVOKE: _("Revoke for good"),
    Deed.SUSPEND: _("Suspend"),
    Deed.REINSTATE: _("Reinstate"),
}
SYNTHETIC = _("demonstration: nobody real")

PROBLEMS = {
    "credentials.awarded_already": _("awarded already"),
    "credentials.not_there": _("no learner here any more"),
    "credentials.another_programme": _("on another programme"),
    "credentials.not_completed": _("has not completed it"),
}
"""Why somebody was left out of a batch, by the code of the refusal."""


def marks_of(state: str, *, is_synthetic: bool) -> tuple[Mark, ...]:
    """Return the marks of an award: how it stands, and whether it is invented."""
    kind = "plain" if state == Award.State.VALID else "seal"
    marks = [Mark(STATES[state], "seal" if kind == "seal" else "plain")]
    if is_synthetic:
        marks.append(Mark(SYNTHETIC, "timber"))
    return tuple(marks)


ACTIONS = {
    "credentials.awarded": _("awarded"),
    "credentials.revoked": _("revoked"),
    "credentials.suspended": _("suspended"),
    "credentials.valid": _("reinstated"),
    "credentials.superseded": _("revoked, and issued anew"),
    "credentials.shared": _("shown to others by its recipient"),
    "credentials.sharing_ended": _("no longer shown to others"),
    "credentials.erased": _("erased with its recipient"),
}
"""What the history of an award says."""
