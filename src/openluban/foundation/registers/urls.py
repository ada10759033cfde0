"""Addresses of every register, at the top: ``/workshops/``, ``/workshops/kz-ektu/``."""

from django.urls import path, register_converter

from openluban.foundation.registers.declaring import Register, find_register
from openluban.foundation.registers.views import (
    deciding,
    ending,
    entering,
    exporting,
    importing,
    listing,
    record,
)


class RegisterConverter:
    """Takes the key of a declared register, and nothing else, for the register."""

    regex = "[a-z][a-z0-9-]*"

    def to_python(self, value: str) -> Register:
        """Return the register; ValueError lets other addresses have their turn."""
        register = find_register(value)
        if register is None:
            raise ValueError(value)
        return register

    def to_url(self, value: Register | str) -> str:
        """Return the register's key."""
        return value.key if isinstance(value, Register) else value


class RecordKeyConverter:
    """Takes what may be a record's key."""

    regex = "[a-z0-9][a-z0-9._-]{0,79}"

    def to_python(self, value: str) -> str:
        """Return the key."""
        return value

    def to_url(self, value: str) -> str:
        """Return the key."""
        return value


register_converter(RegisterConverter, "register")
register_converter(RecordKeyConverter, "record_key")

_LIST = "<register:register>/"
_RECORD = f"{_LIST}<record_key:key>/"

app_name = "registers"
urlpatterns = [
    path(_LIST, listing.register_list, name="list"),
    path("<register:register>/export.csv", exporting.export_csv, name="export_csv"),
    path("<register:register>/export.xlsx", exporting.export_xlsx, name="export_xlsx"),
    path("<register:register>/template.csv", exporting.template_csv, name="template"),
    path(f"{_LIST}add/", entering.add_record, name="add"),
    path(f"{_LIST}import/", importing.bring_in, name="import"),
    path(f"{_LIST}import/<str:token>/", importing.preview, name="preview"),
    path(_RECORD, record.record_page, name="record"),
    path(f"{_RECORD}history/", record.record_history, name="history"),
    path(f"{_RECORD}edit/", entering.change_record, name="edit"),
    path(f"{_RECORD}close/", ending.close, name="close"),
    path(f"{_RECORD}retire/", ending.retire, name="retire"),
    path(f"{_RECORD}audience/", ending.audience, name="audience"),
    path(f"{_RECORD}decide/<int:proposal>/", deciding.decide, name="decide"),
    path(f"{_RECORD}prefer/<int:claim>/", deciding.prefer, name="prefer"),
]
