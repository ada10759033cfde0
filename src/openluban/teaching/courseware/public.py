"""What other modules may use of packages."""

from openluban.teaching.courseware.building import FORMS, built
from openluban.teaching.courseware.errors import DraftsOnly
from openluban.teaching.courseware.formats.parcels import is_package
from openluban.teaching.courseware.models import KeptPackage
from openluban.teaching.courseware.reading import Reading, read_package
from openluban.teaching.courseware.use_cases.bring_in import Brought, Wish, bring_in_package

__all__ = [
    "FORMS",
    "Brought",
    "DraftsOnly",
    "KeptPackage",
    "Reading",
    "Wish",
    "bring_in_package",
    "built",
    "is_package",
    "read_package",
]
