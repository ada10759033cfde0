"""Whom one trusts: issuers with their keys, and their status lists as they were last seen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from openluban.learning.credentials.formats.did import PublishedKey
from openluban.learning.credentials.formats.json_text import Document
from openluban.learning.credentials.formats.keys import PublicKey, read_multikey
from openluban.learning.credentials.formats.refusals import Unfit


@dataclass(frozen=True)
class TrustedIssuer:
    """Somebody who awards and is known here, and who says so."""

    did: str
    names: Mapping[str, str]
    keys: tuple[PublishedKey, ...]
    url: str = ""
    recognised_by: str = ""
    since: date | None = None
    until: date | None = None
    """The day from which what they sign counts no longer."""

    @cached_property
    def by_fragment(self) -> Mapping[str, tuple[PublishedKey, PublicKey]]:
        """The keys by their names; one that cannot be read is left out."""
        found = {}
        for key in self.keys:
            try:
                found[key.fragment] = key, read_multikey(key.multikey)
            except Unfit:
                continue
        return found

    def key_like(self, multikey: str) -> tuple[PublishedKey, PublicKey] | None:
        """Return the key with this public half, whatever its name."""
        found = self.by_fragment.values()
        return next((each for each in found if each[0].multikey == multikey), None)

    @property
    def said(self) -> Mapping[str, str]:
        """The names by language; where there is none, the identifier."""
        return {each: name for each, name in self.names.items() if name} or {"en": self.did}


@dataclass(frozen=True)
class StatusCopy:
    """A status list credential as it was at a moment, with its proof."""

    credential: Document | str
    seen_at: datetime


@dataclass(frozen=True)
class Trust:
    """What is known without asking anybody; ``made_at`` says how old that knowledge is."""

    issuers: Mapping[str, TrustedIssuer] = field(default_factory=dict)
    lists: Mapping[str, StatusCopy] = field(default_factory=dict)
    made_at: datetime | None = None
    made_by: str = ""
    memory: dict[object, object] = field(default_factory=dict, compare=False, repr=False)
    """What was read once and need not be read again: status lists are large."""


NOBODY = Trust()
"""Without a register of issuers: only arithmetic can be checked."""
