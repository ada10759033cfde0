"""What is written in records, as far as their registers let everybody read it."""

from collections.abc import Callable, Mapping, Sequence

Texts = Mapping[str, Mapping[str, str]]
"""Key and language to a plain text."""
Provider = Callable[[Sequence[str]], Texts]

_PROVIDERS: dict[str, Provider] = {}


def declare_texts(register: str, provider: Provider) -> None:
    """Let a register's texts be shown around the words that were found; one query."""
    _PROVIDERS[register] = provider


def texts_of(register: str, keys: Sequence[str]) -> Texts:
    """Return what is written in records of a register; nothing where it has no texts."""
    provider = _PROVIDERS.get(register)
    return provider(keys) if provider is not None and keys else {}
