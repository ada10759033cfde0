"""The register of resources that lie elsewhere."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from openluban.foundation.registers.declaring import Register, declare
from openluban.foundation.registers.fields.basis import Shown
from openluban.foundation.registers.fields.simple import Text
from openluban.foundation.registers.fields.texts import Localized
from openluban.foundation.registers.wording import declare_action
from openluban.teaching.harvest.models import Elsewhere

WING = _("Teaching")

declare_action("harvest.taken", _("taken over from elsewhere"))
declare_action("harvest.renewed", _("renewed from elsewhere"))
declare_action("harvest.gone", _("deleted elsewhere"))
declare_action("harvest.source_added", _("repository added"), of_officers=True)


@dataclass(frozen=True, kw_only=True)
class WebAddress(Text):
    """Where something lies on the web; shown as a link if it is one."""

    def show(self, record: Any, language: str) -> list[Shown]:
        """Return the address, as a link where it leads to the web."""
        address = getattr(record, self.attribute)
        is_web = address.startswith(("https://", "http://"))
        return [Shown(address, url=address if is_web else "")] if address else []


def _words(record: Elsewhere) -> list[str]:
    return [record.words]


ELSEWHERE = declare(
    Register(
        key="elsewhere",
        model=Elsewhere,
        title=_("Resources elsewhere"),
        singular=_("resource elsewhere"),
        about=_("Teaching materials that lie in other repositories, as these describe them."),
        wing=WING,
        when_empty=_("What other repositories have stands here once they are harvested."),
        fields=(
            Localized(name="name", label=_("Name"), required=True, sortable=True),
            WebAddress(name="address", label=_("Where it lies"), max_length=1000),
            Text(name="repository", label=_("Repository"), required=True, max_length=200),
            Text(
                name="languages",
                label=_("Languages"),
                help=_("As tags, with | between them: ru | zh-hans."),
            ),
            Text(
                name="languages_given",
                label=_("Given as languages, but none"),
                help=_(
                    "What the repository calls a language and no tag names; nothing is guessed."
                ),
            ),
            Text(name="makers", label=_("Made by"), max_length=500),
            Text(name="rights", label=_("Rights"), max_length=500),
            Text(name="identifier", label=_("Identifier there"), required=True, max_length=500),
            Text(name="datestamp", label=_("Changed there"), max_length=20),
        ),
        columns=("name", "repository", "languages", "rights"),
        sorts=("name",),
        searched=("repository", "makers", "identifier"),
        more_words=_words,
        is_sought=True,
    )
)
