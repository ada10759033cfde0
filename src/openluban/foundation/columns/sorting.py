"""A column that lists are sorted by: the record's name in one plain form."""

import unicodedata
from typing import Any

from django.db import models

_LENGTH = 100


def sorting_form(text: str) -> str:
    """Return the text without case and accents, cut to what is kept, so that all scripts sort."""
    bare = unicodedata.normalize("NFKD", text.strip()[:_LENGTH].casefold())
    return "".join(letter for letter in bare if not unicodedata.combining(letter))[:_LENGTH]


class SortNameField(models.CharField):  # type: ignore[type-arg]
    """Follows the record's ``name`` (English if there is one), or its ``key`` where it has none.

    An index can serve it, which a key inside a JSON column cannot. It is set whenever a record is
    saved or created in bulk; ``update()`` on a queryset does not set it: write through records.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = _LENGTH
        kwargs["editable"] = False
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def pre_save(self, model_instance: Any, add: bool) -> str:  # noqa: FBT001
        """Return the form of the name as it is now."""
        name = getattr(model_instance, "name", None)
        form = sorting_form(str(name) if name else model_instance.key)
        setattr(model_instance, self.attname, form)
        return form
