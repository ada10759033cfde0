"""The names of records that are only known as ``register/key``."""

from collections import defaultdict
from collections.abc import Iterable

from openluban.foundation.registers.declaring import find_register
from openluban.kernel.text import LocalizedText


def record_names(references: Iterable[str]) -> dict[str, LocalizedText]:
    """Return the names of shown records by ``register/key``: one query per register."""
    keys: dict[str, list[str]] = defaultdict(list)
    for reference in references:
        register, _slash, key = reference.partition("/")
        keys[register].append(key)
    names: dict[str, LocalizedText] = {}
    for register, wanted in keys.items():
        declared = find_register(register)
        if declared is None:
            continue
        found = declared.model.objects.shown().filter(key__in=wanted)
        for key, name in found.values_list("key", declared.title_field):
            named = name if isinstance(name, LocalizedText) else LocalizedText({"en": str(name)})
            names[f"{register}/{key}"] = named
    return names


def record_name(reference: str) -> LocalizedText | None:
    """Return the name of one shown record, None if there is none."""
    return record_names([reference]).get(reference)
