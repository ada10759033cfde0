"""The registers of concepts and terms."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from openluban.foundation.registers.declaring import Register, declare
from openluban.foundation.registers.fields.references import Reference
from openluban.foundation.registers.fields.simple import Chosen, Text
from openluban.foundation.registers.fields.texts import Localized
from openluban.foundation.registers.wording import declare_action
from openluban.kernel.refusals import Problem
from openluban.teaching.terms.fields import LanguageTag, Words
from openluban.teaching.terms.models import Concept, Domain, PartOfSpeech, Status, Term

WING = _("Teaching")


def _both_sides_and_reasons(before: Any, values: dict[str, Any]) -> Sequence[Problem]:
    """Refuse a forbidden term without a reason, and agreement that both sides did not give."""
    status = values.get("status", before.status if before else "")
    if status == Status.FORBIDDEN and not values.get("remark", before.remark if before else ""):
        sentence = _("Say in the note why the term is forbidden: translators will read it.")
        return [Problem("reason_missing", sentence, "remark")]
    if status != Status.AGREED:
        return []
    if before is None or before.status != Status.AGREED:
        sentence = _("Only both sides make a term agreed, on its own page. Write proposed.")
        return [Problem("agreed_by_both", sentence, "status")]
    for name in ("text", "language", "concept_id"):
        if name in values and values[name] != getattr(before, name):
            sentence = _("Both sides agreed other words. Set the status to proposed as well.")
            return [Problem("agreed_words", sentence, name.removesuffix("_id"))]
    return []


CONCEPTS = declare(
    Register(
        key="concepts",
        model=Concept,
        title=_("Concepts"),
        singular=_("concept"),
        about=_("What is meant, with the terms for it in every language."),
        wing=WING,
        fields=(
            Localized(name="name", label=_("Name"), required=True, sortable=True),
            Chosen(
                name="domain",
                label=_("Domain"),
                options=dict(Domain.choices),
                required=True,
                filterable=True,
            ),
            Localized(name="definition", label=pgettext_lazy("of a concept", "Definition")),
            Text(name="remark", label=_("Note"), max_length=1_000, long=True),
        ),
        columns=("name", "domain", "definition"),
        sorts=("name",),
        is_sought=True,
        filters=("domain",),
        searched=("definition",),
    )
)
TERMS = declare(
    Register(
        key="terms",
        model=Term,
        title=_("Terms"),
        singular=_("term"),
        about=_("Words for a concept in one language, and how far they may be used."),
        wing=WING,
        fields=(
            Reference(
                name="concept",
                label=_("Concept"),
                register="concepts",
                required=True,
                filterable=True,
                sortable=True,
            ),
            LanguageTag(
                name="language",
                label=_("Language"),
                help=_("As BCP 47 names it: zh-Hans, ru, en, kk."),
                required=True,
                filterable=True,
            ),
            Words(name="text", label=_("Term"), required=True, sortable=True),
            Chosen(
                name="status",
                label=_("Status"),
                options=dict(Status.choices),
                required=True,
                filterable=True,
            ),
            Chosen(
                name="part_of_speech",
                label=_("Part of speech"),
                options=dict(PartOfSpeech.choices),
            ),
            Text(
                name="remark",
                label=_("Note"),
                help=_("On its use; if it is forbidden, why."),
                max_length=1_000,
                long=True,
            ),
        ),
        columns=("text", "language", "concept", "status"),
        sorts=("text", "concept"),
        is_sought=True,
        filters=("language", "status", "concept"),
        title_field="text",
        title_language="language",
        parent="concept",
        check_change=_both_sides_and_reasons,
    )
)
declare_action(
    "terms.put_forward_chinese", _("put forward for the Chinese side"), by_contributors=True
)
declare_action("terms.put_forward_host", _("put forward for the host side"), by_contributors=True)
declare_action("terms.agreed_chinese", _("agreed for the Chinese side"), by_contributors=True)
declare_action("terms.agreed_host", _("agreed for the host side"), by_contributors=True)
declare_action("terms.withdrawn", _("withdrawn"), by_contributors=True)
