"""The register of published figures."""

from django.utils.translation import gettext_lazy as _

from openluban.foundation.registers.declaring import Register, declare
from openluban.foundation.registers.fields.simple import Day, Text
from openluban.publishing.published.models import PublishedFigure
from openluban.publishing.published.rules import check_mapping

PUBLISHED = declare(
    Register(
        key="published",
        model=PublishedFigure,
        title=_("Published figures"),
        singular=_("published figure"),
        about=_("Numbers that somebody published, each held against the register."),
        wing=_("Publishing"),
        fields=(
            Text(name="subject", label=_("Subject"), required=True, max_length=200),
            Text(name="scope", label=_("Scope"), stored_as="about", max_length=200),
            Text(name="claim", label=_("What was claimed"), required=True, max_length=400),
            Text(name="number", label=_("Number as printed"), required=True, max_length=80),
            Text(name="unit", label=_("Unit as printed"), max_length=120),
            Day(name="as_of", label=_("As of")),
            Text(name="publisher", label=_("Publisher"), max_length=200),
            Text(name="source", label=_("Source"), stored_as="citation", max_length=600),
            Text(name="note", label=_("Remark"), stored_as="remark", max_length=2_000, long=True),
            Text(
                name="figure",
                label=_("Figure"),
                help=_("The figure it is held against, such as workshops."),
                max_length=60,
            ),
            Text(
                name="choices",
                label=_("Choices"),
                help=_("As the text states them: bloc=africa | led_from=tianjin"),
                max_length=300,
            ),
            Text(
                name="pinned",
                label=_("Pinned choices"),
                help=_("Those that the text states and that no explanation may change."),
                max_length=200,
            ),
            Text(name="mapped_by", label=_("Mapped by"), max_length=100),
        ),
        columns=("subject", "claim", "number", "unit", "as_of", "publisher"),
        sorts=("-as_of", "subject"),
        searched=("subject", "claim", "publisher"),
        title_field="claim",
        check=check_mapping,
    )
)
