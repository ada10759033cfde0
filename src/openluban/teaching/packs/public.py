"""What other modules may use of packs."""

from openluban.teaching.packs.applying import Applied, apply_delta
from openluban.teaching.packs.building import Built, built_pack
from openluban.teaching.packs.checking import Checked, check_pack
from openluban.teaching.packs.formats.zips import write_zip
from openluban.teaching.packs.keeping import picture
from openluban.teaching.packs.models import Pack
from openluban.teaching.packs.pages.pictures import pictures_in, with_pictures
from openluban.teaching.packs.queries.course import (
    Course,
    CourseText,
    CourseUnit,
    course_of,
    published_languages,
    the_resource,
)
from openluban.teaching.packs.rules.manifest import Manifest
from openluban.teaching.packs.rules.wishes import Wish
from openluban.teaching.packs.use_cases.make_pack import make_pack

__all__ = [
    "Applied",
    "Built",
    "Checked",
    "Course",
    "CourseText",
    "CourseUnit",
    "Manifest",
    "Pack",
    "Wish",
    "apply_delta",
    "built_pack",
    "check_pack",
    "course_of",
    "make_pack",
    "picture",
    "pictures_in",
    "published_languages",
    "the_resource",
    "with_pictures",
    "write_zip",
]
