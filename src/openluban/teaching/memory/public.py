"""What other modules may use of the memory."""

from openluban.teaching.memory.policies import may_look_up, may_remember
from openluban.teaching.memory.queries.concordance import Occurrence, concordance
from openluban.teaching.memory.queries.looking_up import Match, Provenance, look_up
from openluban.teaching.memory.queries.pairing import origins_for, pairs_of
from openluban.teaching.memory.rules.comparing import Change, Kind, Piece, difference, similarity
from openluban.teaching.memory.rules.languages import language_tag
from openluban.teaching.memory.use_cases.confirm import confirm, has_drafts
from openluban.teaching.memory.use_cases.forget import forget
from openluban.teaching.memory.use_cases.remember import Pair, Remembered, Source, remember

__all__ = [
    "Change",
    "Kind",
    "Match",
    "Occurrence",
    "Pair",
    "Piece",
    "Provenance",
    "Remembered",
    "Source",
    "concordance",
    "confirm",
    "difference",
    "forget",
    "has_drafts",
    "language_tag",
    "look_up",
    "may_look_up",
    "may_remember",
    "origins_for",
    "pairs_of",
    "remember",
    "similarity",
]
