"""What the history calls the deeds of this module."""

from django.utils.translation import gettext_lazy as _

from openluban.foundation.registers.wording import declare_action

declare_action("statements.source_added", _("source of statements added"), of_officers=True)
declare_action("statements.key_issued", _("key for statements made"), of_officers=True)
declare_action("statements.key_withdrawn", _("key for statements withdrawn"), of_officers=True)
declare_action("statements.retention_set", _("retention of statements set"), of_officers=True)
declare_action("statements.workshop_set", _("workshop of a source set"), of_officers=True)
declare_action("statements.let_go", _("statements let go after their time"), of_officers=True)
declare_action("statements.erased", _("a person’s statements erased"), of_officers=True)
