"""What other modules may use of the library."""

from openluban.teaching.library.formats.folder import read_folder
from openluban.teaching.library.markup.clauses import Clause, clauses_of, digest_of
from openluban.teaching.library.markup.languages import language_of
from openluban.teaching.library.markup.parsing import tidied
from openluban.teaching.library.models import Resource, State, Unit, UnitText
from openluban.teaching.library.queries.beside import Beside, Line, against_source, beside
from openluban.teaching.library.queries.drafts import drafts_of
from openluban.teaching.library.queries.finding import the_text, the_unit
from openluban.teaching.library.queries.texts import TextRow, Texts, bodies_of, texts_of, units_of
from openluban.teaching.library.rules import Mark, likeness
from openluban.teaching.library.use_cases.import_folder import Outcome, Wish, import_folder
from openluban.teaching.library.use_cases.publish import publish_text
from openluban.teaching.library.use_cases.review import review_text
from openluban.teaching.library.use_cases.write_unit_text import Writing, write_unit_text
from openluban.teaching.library.writing_places import declare_editor

__all__ = [
    "Beside",
    "Clause",
    "Line",
    "Mark",
    "Outcome",
    "Resource",
    "State",
    "TextRow",
    "Texts",
    "Unit",
    "UnitText",
    "Wish",
    "Writing",
    "against_source",
    "beside",
    "bodies_of",
    "clauses_of",
    "declare_editor",
    "digest_of",
    "drafts_of",
    "import_folder",
    "language_of",
    "likeness",
    "publish_text",
    "read_folder",
    "review_text",
    "texts_of",
    "the_text",
    "the_unit",
    "tidied",
    "units_of",
    "write_unit_text",
]
