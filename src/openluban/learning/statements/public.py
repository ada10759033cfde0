"""What other modules may use of the learning record store."""

from openluban.learning.statements.models import Source
from openluban.learning.statements.policies import KEEP, may_keep
from openluban.learning.statements.use_cases.count_uses import count_uses
from openluban.learning.statements.use_cases.keep_sources import add_source, issue_key
from openluban.learning.statements.use_cases.let_go import erase_statements, retain_statements
from openluban.learning.statements.use_cases.store_statements import Parcel, store_statements

__all__ = [
    "KEEP",
    "Parcel",
    "Source",
    "add_source",
    "count_uses",
    "erase_statements",
    "issue_key",
    "may_keep",
    "retain_statements",
    "store_statements",
]
