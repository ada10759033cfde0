"""What this module declares: people write in its editor, the memory follows reviews, and words."""

from django.utils.translation import gettext_lazy as _

from openluban.foundation.registers.wording import declare_action
from openluban.teaching.bilingual.use_cases.remembering import confirm_text
from openluban.teaching.library.public import declare_editor, declare_follower

declare_editor("bilingual_edit")
declare_follower(confirm_text)
declare_action("bilingual.begun", _("translation begun"), by_contributors=True)
