"""Roles of those who keep learners, teach them and certify, and of learners themselves."""

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

REGISTRAR = declare(Role("registrar", _("Registrar of a workshop"), frozenset({KEEP}), scoped=True))
TEACHER = declare(Role("teacher", _("Teacher of a workshop"), frozenset({TEACH}), scoped=True))
ISSUER = declare(
    Role("issuer", _("Issuer of certificates of a workshop"), frozenset({ISSUE}), scoped=True)
)
LEARNER = declare(Role("learner", _("Learner"), frozenset({LEARN}), scoped=True))
"""All four are granted at a workshop's key."""
