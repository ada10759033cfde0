"""Addresses of every register, at the top: ``/workshops/``, ``/workshops/kz-ektu/``."""

from django.urls import path, register_converter

from openluban.foundation.registers.declaring import Register, find_register
from openluban.foundation.registers.views.listing import register_list
from openluban.foundation.registers.views.record import record_history, record_page


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


register_converter(RegisterConverter, "register")

app_name = "registers"
urlpatterns = [
    path("<register:register>/", register_list, name="list"),
    path("<register:register>/<str:key>/", record_page, name="record"),
    path("<register:register>/<str:key>/history/", record_history, name="history"),
]
