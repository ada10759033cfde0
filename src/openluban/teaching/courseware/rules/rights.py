"""What people write of rights, as SPDX says it."""

import re

_CREATIVE = re.compile(
    r"creativecommons\.org/licen[sc]es/(by(?:-nc)?(?:-nd|-sa)?)/([1-4]\.[05])", re.IGNORECASE
)
_SHORT = re.compile(
    r"\bcc[ -](by(?:[ -]nc)?(?:[ -](?:nd|sa))?)[ -]([1-4]\.[05])\b(?!-[a-z]| igo\b)", re.IGNORECASE
)
_ZERO = re.compile(r"creativecommons\.org/publicdomain/zero/1\.0|\bcc0([ -]1\.0)?\b", re.IGNORECASE)


def spdx_of(words: str) -> str:
    """Return the SPDX licence that a sentence names, ``""`` if it names none for certain.

    A licence whose version is not said is none: the versions differ.
    """
    found = {
        f"CC-{kind.upper().replace(' ', '-')}-{version}"
        for pattern in (_CREATIVE, _SHORT)
        for kind, version in pattern.findall(words)
    }
    if _ZERO.search(words):
        found.add("CC0-1.0")
    return found.pop() if len(found) == 1 else ""
