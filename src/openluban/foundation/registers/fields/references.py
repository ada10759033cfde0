"""Fields that name another record."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from openluban.foundation.registers.fields.basis import JSON, Field, Finder, Shown, Unreadable


def refuse_unknown(field: str, register: str, key: str, finder: Finder) -> Unreadable:
    """Return the problem that names the unknown key and the nearest known one."""
    nearest = finder.nearest(register, key)
    if nearest:
        return Unreadable(
            "unknown_reference",
            _("There is no “%(given)s” in %(register)s. Did you mean “%(nearest)s”?"),
            field,
            given=key,
            register=register,
            nearest=nearest,
        )
    return Unreadable(
        "unknown_reference",
        _("There is no “%(given)s” in %(register)s."),
        field,
        given=key,
        register=register,
    )


@dataclass(frozen=True, kw_only=True)
class Reference(Field):
    """A record of another register, named by its key; a foreign key on the model.

    ``named`` is the attribute of the other record that people read.
    """

    kind: str = "reference"
    register: str
    named: str = "name"

    @property
    def attribute(self) -> str:
        """The foreign key's column."""
        return f"{self.name}_id"

    @property
    def order(self) -> str:
        """Sort by the other record's name."""
        return f"{self.name}__sort_name"

    def nothing(self) -> None:
        """Return None."""

    def parse(self, text: str, finder: Finder) -> int:
        """Return the other record's primary key."""
        found = finder.find(self.register, text.lower())
        if found is None:
            raise refuse_unknown(self.name, self.register, text, finder)
        return found

    def write(self, record: Any) -> dict[str, str]:
        """Return the other record's key."""
        other = getattr(record, self.name)
        return {self.name: other.key if other else ""}

    def json(self, record: Any) -> JSON:
        """Return the other record's key or null."""
        other = getattr(record, self.name)
        return other.key if other else None

    def schema(self) -> dict[str, JSON]:
        """Return a key."""
        return {"type": ["string", "null"], "description": f"key of a record in {self.register}"}

    def show(self, record: Any, language: str) -> list[Shown]:
        """Return the other record's name as a link."""
        other = getattr(record, self.name)
        if other is None:
            return []
        spoken, words = getattr(other, self.named).best(language)
        shown_language = "" if spoken == language else spoken
        return [Shown(words or other.key, shown_language, f"/{self.register}/{other.key}/")]

    def related(self) -> tuple[str, ...]:
        """Fetch the other record along."""
        return (self.name,)


@dataclass(frozen=True, kw_only=True)
class AnyReference(Field):
    """A record of any of ``registers`` (empty: of any at all), written ``register/key``.

    The model has ``<name>_register`` and ``<name>_key``; the value is the text with the slash.
    """

    kind: str = "text"
    registers: tuple[str, ...] = ()

    @property
    def order(self) -> str:
        """Sort by the key of the other record."""
        return f"{self.name}_key"

    def parse(self, text: str, finder: Finder) -> str:
        """Return ``register/key`` of a record that exists."""
        register, _slash, key = text.partition("/")
        if self.registers and register not in self.registers:
            raise Unreadable(
                "unknown_register",
                _("“%(given)s” must begin with one of: %(registers)s."),
                self.name,
                given=text,
                registers=", ".join(f"{known}/" for known in self.registers),
            )
        if finder.find(register, key) is None:
            raise refuse_unknown(self.name, register, key, finder)
        return text

    def show(self, record: Any, language: str) -> list[Shown]:
        """Return a link; the list adds the other record's name."""
        text = getattr(record, self.name)
        return [Shown(text, url=f"/{text}/")] if text else []
