"""A column that holds one meaning in several languages."""

from typing import Any

from django.db import models

from openluban.kernel.text import LocalizedText


class LocalizedTextField(models.JSONField):
    """A LocalizedText, stored as JSON: ``{"en": "Welding", "zh-hans": "焊接"}``.

    For names and labels. A document's body is a row of its own per language.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", LocalizedText)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """Return the stored wordings as a LocalizedText (a key transform's result as it is)."""
        plain = super().from_db_value(value, expression, connection)
        is_map = isinstance(plain, dict) or plain is None
        return LocalizedText.from_stored(plain) if is_map else plain

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:  # noqa: FBT001, FBT002
        """Return what the database stores."""
        plain = value.stored() if isinstance(value, LocalizedText) else value
        return super().get_db_prep_value(plain, connection, prepared)

    def value_to_string(self, obj: Any) -> Any:
        """Return the form that fixtures hold."""
        value = self.value_from_object(obj)
        return value.stored() if isinstance(value, LocalizedText) else value
