"""Makers of people and records for tests of registers, here and in modules."""

import csv
import io
import time
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.test import Client

from openluban.foundation.access.actors import actor_for
from openluban.foundation.access.models import Account, Grant
from openluban.foundation.registers.declaring import Register, find_register
from openluban.foundation.registers.fields.basis import Field
from openluban.foundation.registers.fields.references import AnyReference, Reference
from openluban.foundation.registers.fields.simple import Chosen, Day, Flag, Number, Text
from openluban.foundation.registers.fields.texts import Aliases, Localized
from openluban.foundation.registers.use_cases.enter import enter_record
from openluban.foundation.registers.use_cases.import_rows import Outcome, import_rows
from openluban.foundation.sheets.reading import read_sheet
from openluban.foundation.sheets.sheet import Sheet
from openluban.kernel.actor import SYSTEM, Actor

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
_LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"


def make_account(name: str, role: str, scope: str = "") -> Account:
    """Make somebody who holds a role (at a scope)."""
    account = Account.objects.create_user(f"{name.lower()}@example.org", name=name)
    Grant.objects.create(account=account, role=role, scope=scope)
    return account


def make_officer(name: str = "Olga") -> Actor:
    """Make a network officer."""
    return actor_for(make_account(name, "officer"))


def make_contributor(name: str = "Carl", scope: str = "ektu") -> Actor:
    """Make a contributor of an institution."""
    return actor_for(make_account(name, "contributor", scope))


def client_of(actor: Actor) -> Client:
    """Return a browser in which the actor is signed in."""
    client = Client()
    client.force_login(Account.objects.get(key=actor.key), backend=_BACKEND)
    sign_in_anew(client)
    return client


def sign_in_anew(client: Client) -> None:
    """Let the browser look as if its owner had just given the password."""
    signed_in(client, at=time.time())


def signed_in(client: Client, *, at: float) -> None:
    """Let the browser look as if its owner had given the password at that moment."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": at}]
    session["account_authentication_methods_user"] = session[SESSION_KEY]
    session.save()


def enter(register_key: str, *, actor: Actor = SYSTEM, **cells: str) -> Any:
    """Enter a record as somebody, an installation's own hand if nobody is named."""
    return enter_record(register_key=register_key, cells=cells, actor=actor, at=AT)


def make_country(key: str = "kz", name: str = "Kazakhstan") -> Any:
    """Make a country."""
    return enter("countries", key=key, name_en=name, alpha2=key, alpha3=f"{key}x", numeric="398")


def make_workshop(key: str = "kz-ektu", *, actor: Actor = SYSTEM, **cells: str) -> Any:
    """Make a workshop in Kazakhstan, which is made if need be."""
    countries = find_register("countries")
    assert countries is not None
    if not countries.model.objects.filter(key="kz").exists():
        make_country()
    given = {"name_en": "Kazakhstan Luban Workshop", "country": "kz"} | cells
    return enter("workshops", actor=actor, key=key, **given)


def make_gate(
    workshop: str = "kz-ektu", gate: str = "opened", passed_on: str = "2023-12-09"
) -> Any:
    """Make a gate that a workshop passed."""
    key = f"{workshop}-{gate}"
    return enter("gates", key=key, workshop=workshop, gate=gate, passed_on=passed_on)


def sheet_of(rows: list[dict[str, str]], header: tuple[str, ...] = ()) -> Sheet:
    """Return rows as a sheet that was read from a CSV file."""
    return read_sheet(csv_of(rows, header), filename="rows.csv")


def csv_of(rows: list[dict[str, str]], header: tuple[str, ...] = ()) -> bytes:
    """Return rows as a CSV file."""
    text = io.StringIO()
    writer = csv.DictWriter(text, header or tuple(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def the(register_key: str) -> Register:
    """Return a register that is declared."""
    found = find_register(register_key)
    assert found is not None, register_key
    return found


def fill(register_key: str, count: int) -> Outcome:
    """Fill any register with records of every field, and first those that they refer to."""
    register = the(register_key)
    if register.model.objects.count() >= count:
        return Outcome()
    for field in register.fields:
        if isinstance(field, Reference) and field.register != register_key:
            fill(field.register, count)
        if isinstance(field, AnyReference):
            fill(_first(field), count)
    rows = [_row(register, number) for number in range(count)]
    return import_rows(register_key=register_key, sheet=sheet_of(rows), actor=SYSTEM, at=AT)


def _first(field: AnyReference) -> str:
    """Return a register that the field may name."""
    return field.registers[0] if field.registers else "workshops"


def _row(register: Register, number: int) -> dict[str, str]:
    cells = {"key": f"{register.key}-{number}"}
    for field in register.fields:
        cells |= _cells(field, register, number)
    return cells | {"source": "Tianjin Daily 2025-08-30 'Invented'", "confidence": "high"}


def _cells(field: Field, register: Register, number: int) -> dict[str, str]:
    if isinstance(field, Localized):
        return {f"{field.name}_en": f"Name {number}", f"{field.name}_ru": f"Имя {number}"}
    if isinstance(field, Aliases):
        return {field.name: f"kk: Атау {number}"}
    return {field.name: _cell(field, register, number)}


def _cell(field: Field, register: Register, number: int) -> str:
    cell = ""  # a text that may be missing may have rules that a maker does not know
    if isinstance(field, Reference):
        cell = "" if field.register == register.key else f"{field.register}-{number}"
    elif isinstance(field, AnyReference):
        cell = f"{_first(field)}/{_first(field)}-{number}"
    elif isinstance(field, Chosen):
        cell = next(iter(field.options))
    elif isinstance(field, Day):
        cell = f"{2020 + number % 5}-0{1 + number % 9}"
    elif isinstance(field, Number):
        cell = str(field.low if field.low is not None else number)
    elif isinstance(field, Flag):
        cell = "yes"
    elif isinstance(field, Text) and field.required:
        cell = field.example or _short(number, min(field.max_length, 4))
    return cell


def _short(number: int, length: int) -> str:
    letters = ""
    for _place in range(length):
        number, rest = divmod(number, len(_LETTERS))
        letters = _LETTERS[rest] + letters
    return letters
