"""What other modules may use of the editor."""

from openluban.teaching.bilingual.queries.working import Row, Working, working
from openluban.teaching.bilingual.use_cases.finish import Finishing, finish
from openluban.teaching.bilingual.use_cases.remembering import remember_text
from openluban.teaching.bilingual.use_cases.save_draft import Piece, save_draft

__all__ = [
    "Finishing",
    "Piece",
    "Row",
    "Working",
    "finish",
    "remember_text",
    "save_draft",
    "working",
]
