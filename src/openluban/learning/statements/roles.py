"""The role of whoever keeps the statements of a site."""

from django.utils.translation import gettext_lazy as _

from openluban.foundation.access.roles import Role, declare
from openluban.learning.statements.policies import KEEP

KEEPER = declare(Role("statement-keeper", _("Keeper of learning statements"), frozenset({KEEP})))
