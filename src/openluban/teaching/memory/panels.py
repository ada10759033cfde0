"""What this module adds to the pages of others: aligned texts go into the memory."""

from django.utils.translation import gettext_lazy as _

from openluban.teaching.alignment.public import Destination, declare_destination
from openluban.teaching.memory.policies import may_remember

declare_destination(Destination("memory_aligned", _("Into the memory"), may_remember))
