"""What other modules may use of the library."""

from openluban.teaching.library.folders import FolderRefused, placed
from openluban.teaching.library.followers import declare_follower
from openluban.teaching.library.formats.folder import read_folder
from openluban.teaching.library.formats.folder_parts import Folder, FolderText, Image
from openluban.teaching.library.formats.images import LARGEST_IMAGE, image_ending
from openluban.teaching.library.formats.links import linked
from openluban.teaching.library.formats.metadata import Metadata
from openluban.teaching.library.formats.opening import Unfit
from openluban.teaching.library.formats.po_messages import Message as POMessage
from openluban.teaching.library.formats.po_messages import POFault, po_messages
from openluban.teaching.library.formats.webpage import WebPage, read_webpage
from openluban.teaching.library.held import HeldFolder, declare_folders
from openluban.teaching.library.keeping import film_parts, image_data, kept_film
from openluban.teaching.library.markup.clauses import HEADING, Clause, clauses_of, digest_of
from openluban.teaching.library.markup.cues import cues_of, to_webvtt
from openluban.teaching.library.markup.html import FILES, clause_html, page_html
from openluban.teaching.library.markup.languages import language_of
from openluban.teaching.library.markup.parsing import tidied
from openluban.teaching.library.models import Film, Kind, Resource, State, Unit, UnitText
from openluban.teaching.library.queries.beside import Beside, Line, against_source, beside
from openluban.teaching.library.queries.bundles import the_resource
from openluban.teaching.library.queries.drafts import drafts_of, film_drafts_of
from openluban.teaching.library.queries.films import newest_film, published_films
from openluban.teaching.library.queries.finding import (
    places_of_kind,
    published_versions,
    the_text,
    the_unit,
)
from openluban.teaching.library.queries.texts import (
    TextRow,
    Texts,
    UnitRow,
    bodies_of,
    texts_of,
    units_of,
)
from openluban.teaching.library.rights import is_rights
from openluban.teaching.library.rules import Mark, Stale, compared, is_moved, likeness, stale
from openluban.teaching.library.use_cases.add_film import add_film
from openluban.teaching.library.use_cases.import_folder import Outcome, Wish, import_folder
from openluban.teaching.library.use_cases.publish import publish_text
from openluban.teaching.library.use_cases.publish_film import publish_film
from openluban.teaching.library.use_cases.review import review_text
from openluban.teaching.library.use_cases.review_film import review_film
from openluban.teaching.library.use_cases.supersede import supersede_text
from openluban.teaching.library.use_cases.write_unit_text import Writing, write_unit_text
from openluban.teaching.library.wording import elsewhere_words, rendition_words
from openluban.teaching.library.writing_places import declare_editor

__all__ = [
    "FILES",
    "HEADING",
    "LARGEST_IMAGE",
    "Beside",
    "Clause",
    "Film",
    "Folder",
    "FolderRefused",
    "FolderText",
    "HeldFolder",
    "Image",
    "Kind",
    "Line",
    "Mark",
    "Metadata",
    "Outcome",
    "POFault",
    "POMessage",
    "Resource",
    "Stale",
    "State",
    "TextRow",
    "Texts",
    "Unfit",
    "Unit",
    "UnitRow",
    "UnitText",
    "WebPage",
    "Wish",
    "Writing",
    "add_film",
    "against_source",
    "beside",
    "bodies_of",
    "clause_html",
    "clauses_of",
    "compared",
    "cues_of",
    "declare_editor",
    "declare_folders",
    "declare_follower",
    "digest_of",
    "drafts_of",
    "elsewhere_words",
    "film_drafts_of",
    "film_parts",
    "image_data",
    "image_ending",
    "import_folder",
    "is_moved",
    "is_rights",
    "kept_film",
    "language_of",
    "likeness",
    "linked",
    "newest_film",
    "page_html",
    "placed",
    "places_of_kind",
    "po_messages",
    "publish_film",
    "publish_text",
    "published_films",
    "published_versions",
    "read_folder",
    "read_webpage",
    "rendition_words",
    "review_film",
    "review_text",
    "stale",
    "supersede_text",
    "texts_of",
    "the_resource",
    "the_text",
    "the_unit",
    "tidied",
    "to_webvtt",
    "units_of",
    "write_unit_text",
]
