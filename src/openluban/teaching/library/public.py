"""What other modules may use of the library."""

from openluban.teaching.library.formats.folder import read_folder
from openluban.teaching.library.keeping import image_data, place_of
from openluban.teaching.library.markup.clauses import HEADING, Clause, clauses_of, digest_of
from openluban.teaching.library.markup.html import FILES, clause_html, page_html
from openluban.teaching.library.markup.languages import language_of
from openluban.teaching.library.markup.parsing import tidied
from openluban.teaching.library.models import Kind, Resource, State, Unit, UnitText
from openluban.teaching.library.queries.beside import Beside, Line, against_source, beside
from openluban.teaching.library.queries.drafts import drafts_of
from openluban.teaching.library.queries.finding import places_of_kind, the_text, the_unit
from openluban.teaching.library.queries.texts import (
    TextRow,
    Texts,
    UnitRow,
    bodies_of,
    texts_of,
    units_of,
)
from openluban.teaching.library.rules import Mark, Stale, compared, likeness, stale
from openluban.teaching.library.use_cases.import_folder import Outcome, Wish, import_folder
from openluban.teaching.library.use_cases.publish import publish_text
from openluban.teaching.library.use_cases.review import review_text
from openluban.teaching.library.use_cases.write_unit_text import Writing, write_unit_text
from openluban.teaching.library.writing_places import declare_editor

__all__ = [
    "FILES",
    "HEADING",
    "Beside",
    "Clause",
    "Kind",
    "Line",
    "Mark",
    "Outcome",
    "Resource",
    "Stale",
    "State",
    "TextRow",
    "Texts",
    "Unit",
    "UnitRow",
    "UnitText",
    "Wish",
    "Writing",
    "against_source",
    "beside",
    "bodies_of",
    "clause_html",
    "clauses_of",
    "compared",
    "declare_editor",
    "digest_of",
    "drafts_of",
    "image_data",
    "import_folder",
    "language_of",
    "likeness",
    "page_html",
    "place_of",
    "places_of_kind",
    "publish_text",
    "read_folder",
    "review_text",
    "stale",
    "texts_of",
    "the_text",
    "the_unit",
    "tidied",
    "units_of",
    "write_unit_text",
]
