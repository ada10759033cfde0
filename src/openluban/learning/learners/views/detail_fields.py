"""The fields for a person's details."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from openluban.foundation.registers.views.sending import sent
from openluban.foundation.ui.form_pieces import FieldGroup, FieldKind, FieldView
from openluban.foundation.ui.languages import language_name, page_language
from openluban.learning.learners.models.persons import Person
from openluban.learning.learners.rules.details import NAME_PARTS
from openluban.learning.learners.rules.words import ContactKind, NameKind
from openluban.learning.learners.views.forms import Errors, choices, of
from openluban.learning.learners.wording import CONTACTS, NAMES, SEXES

_OFFERED = ("tg", "ru", "uz", "kk", "ky", "zh-hans", "en", "ar", "fr", "pt", "th", "am", "ur")
_NAMES = [f"{kind.value}_{part}" for kind in NameKind for part in (*NAME_PARTS, "language")]
_REST = ("born_on", "birth_place", "sex", "language", "note")
_ALL = (*_NAMES, *_REST, *(f"contact_{kind.value}" for kind in ContactKind))


def sent_cells(request: HttpRequest) -> dict[str, str]:
    """Return what was sent of a person's details."""
    return {name: sent(request, name) for name in _ALL}


def cells_of(person: Person) -> dict[str, str]:
    """Return a person's details as the form has them; two queries."""
    cells = dict.fromkeys(_ALL, "")
    for name in person.names.all():
        for part in (*NAME_PARTS, "language"):
            cells[f"{name.kind}_{part}"] = getattr(name, part)
        if not (name.family or name.given or name.middle):
            cells[f"{name.kind}_family"] = name.full
    for contact in person.contacts.all():
        cells[f"contact_{contact.kind}"] = contact.value
    cells["born_on"] = person.born_on.text if person.born_on else ""
    return cells | {name: getattr(person, name) for name in _REST if name != "born_on"}


def detail_groups(cells: dict[str, str], errors: Errors) -> tuple[FieldGroup, ...]:
    """Return the fields, filled: a group for the name in each script, then the rest."""
    parts = {"family": _("Family name"), "given": _("Given name"), "middle": _("Patronymic")}
    reader = page_language()
    languages = {tag: language_name(tag, reader) for tag in _OFFERED}

    def field(name: str, label: str, kind: FieldKind = "text", help_: str = "") -> FieldView:
        return FieldView(name, label, kind, cells[name], help_, errors=of(errors, name),
                         autocomplete="off")  # fmt: skip

    def chosen(name: str, label: str) -> FieldView:
        options = choices(languages, cells[name], none="—")
        return FieldView(name, label, "choice", cells[name], choices=options)

    def name(kind: NameKind) -> FieldGroup:
        of_two_parts = kind in {NameKind.PASSPORT, NameKind.CHINESE}
        asked = [
            field(f"{kind.value}_{part}", words)
            for part, words in parts.items()
            if not (of_two_parts and part == "middle")
        ]
        if not of_two_parts:
            asked.append(chosen(f"{kind.value}_language", _("Language")))
        help_ = _("A name in one script is enough.") if kind == NameKind.PASSPORT else ""
        return FieldGroup(NAMES[kind], tuple(asked), help_)

    sexes = choices(SEXES, cells["sex"] or "0")
    about = (
        field("born_on", _("Born on"), "date"),
        field("birth_place", _("Born in")),
        FieldView("sex", _("Sex"), "choice", choices=sexes, errors=of(errors, "sex")),
        chosen("language", _("Language spoken best")),
    )
    note_help = _("Registrars of the workshop read it, and the person.")
    contacts = (field(f"contact_{kind.value}", str(CONTACTS[kind])) for kind in ContactKind)
    note = field("note", _("Note"), "longtext", note_help)
    return (
        *(name(kind) for kind in NameKind),
        FieldGroup(_("About the person"), about),
        FieldGroup(_("Contacts"), (*contacts, note)),
    )
