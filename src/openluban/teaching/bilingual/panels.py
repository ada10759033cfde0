"""What this module declares: people write in its editor, and history has words for its deeds."""

from django.utils.translation import gettext_lazy as _

from openluban.foundation.registers.wording import declare_action
from openluban.teaching.library.public import declare_editor

declare_editor("bilingual_edit")
declare_action("bilingual.begun", _("translation begun"), by_contributors=True)
