"""Roles of those who keep learners, teach them and certify, and of learners themselves."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from openluban.foundation.access.roles import Role, declare

KEEP = "learners.keep"
"""Keep persons and enrolments of a workshop: see and write all of them."""
TEACH = "learners.teach"
"""Teach: see names and write marks of one's own cohorts at a workshop."""
ISSUE = "learners.issue"
"""Certify those who have completed at a workshop."""
LEARN = "learners.learn"
"""See one's own record, take it along, give and withdraw consent."""


def _at_a_workshop(key: str, title: Any, ability: str) -> Role:
    return declare(Role(key, title, frozenset({ability}), scoped=True, scopes="workshops"))


REGISTRAR = _at_a_workshop("registrar", _("Registrar of a workshop"), KEEP)
TEACHER = _at_a_workshop("teacher", _("Teacher of a workshop"), TEACH)
ISSUER = _at_a_workshop("issuer", _("Issuer of certificates of a workshop"), ISSUE)
LEARNER = _at_a_workshop("learner", _("Learner"), LEARN)
