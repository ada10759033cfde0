"""What other modules may use of packs."""

from openluban.teaching.packs.applying import Applied, apply_delta
from openluban.teaching.packs.building import Built, built_pack
from openluban.teaching.packs.checking import Checked, check_pack
from openluban.teaching.packs.models import Pack
from openluban.teaching.packs.queries.course import the_resource
from openluban.teaching.packs.rules.manifest import Manifest
from openluban.teaching.packs.rules.wishes import Wish
from openluban.teaching.packs.use_cases.make_pack import make_pack

__all__ = [
    "Applied",
    "Built",
    "Checked",
    "Manifest",
    "Pack",
    "Wish",
    "apply_delta",
    "built_pack",
    "check_pack",
    "make_pack",
    "the_resource",
]
