"""The data categories of TBX-Basic, and what they are here."""

CORE = "urn:iso:std:iso:30042:ed-2"
MIN = "http://www.tbxinfo.net/ns/min"
BASIC = "http://www.tbxinfo.net/ns/basic"
MODULES = frozenset({MIN, BASIC})
XML = "http://www.w3.org/XML/1998/namespace"

TO_2019 = {"martif": "tbx", "termEntry": "conceptEntry", "langSet": "langSec"} | dict.fromkeys(
    ("tig", "ntig"), "termSec"
)
"""What the parts were called in the edition of 2008."""

STATUS_OF = {
    "preferredTerm-admn-sts": "preferred",
    "preferred": "preferred",
    "admittedTerm-admn-sts": "admitted",
    "admitted": "admitted",
    "deprecatedTerm-admn-sts": "forbidden",
    "supersededTerm-admn-sts": "forbidden",
    "deprecated": "forbidden",
    "superseded": "forbidden",
}
"""Administrative status to ours; ``preferred`` is what a file alone cannot make agreed."""

WRITTEN_STATUS = {
    "preferred": "preferredTerm-admn-sts",
    "agreed": "preferredTerm-admn-sts",
    "admitted": "admittedTerm-admn-sts",
    "forbidden": "deprecatedTerm-admn-sts",
}
"""Ours to the administrative status; a proposed term is given none."""

PARTS_OF_SPEECH = frozenset({"noun", "properNoun", "verb", "adjective", "adverb", "other"})
"""The values of partOfSpeech, which are our codes as well."""
