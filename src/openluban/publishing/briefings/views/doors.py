"""Who may come to the pages behind the published ones."""

from openluban.foundation.registers.views.doors import only
from openluban.publishing.briefings.policies import may_write

for_writers = only(may_write)
