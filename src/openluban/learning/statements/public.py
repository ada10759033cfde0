"""What other modules may use of the learning record store.

``forget_agent``, ``put_document`` and a ``Sender`` made by hand check no rights: whoever uses them
has.
"""

from openluban.learning.statements.errors import NotKnown, Refused, Unfit
from openluban.learning.statements.guests import SIGN, Arrived, Reached
from openluban.learning.statements.models import Source
from openluban.learning.statements.policies import KEEP, may_keep
from openluban.learning.statements.queries.documents import (
    ACTIVITY_PROFILE,
    AGENT_PROFILE,
    STATE,
    Place,
    document_at,
)
from openluban.learning.statements.rows import one_writes
from openluban.learning.statements.rules import scopes
from openluban.learning.statements.rules.agents import identity
from openluban.learning.statements.rules.marks import digest_of
from openluban.learning.statements.rules.types import as_micros, moment_text
from openluban.learning.statements.sending import Sender, declare_guests
from openluban.learning.statements.sending import digest_of as digest_of_secret
from openluban.learning.statements.use_cases.count_uses import count_uses
from openluban.learning.statements.use_cases.keep_documents import Condition, put_document
from openluban.learning.statements.use_cases.keep_sources import add_source, issue_key
from openluban.learning.statements.use_cases.let_go import (
    erase_statements,
    forget_agent,
    retain_statements,
)
from openluban.learning.statements.use_cases.store_statements import Parcel, store_statements

__all__ = [
    "ACTIVITY_PROFILE",
    "AGENT_PROFILE",
    "KEEP",
    "SIGN",
    "STATE",
    "Arrived",
    "Condition",
    "NotKnown",
    "Parcel",
    "Place",
    "Reached",
    "Refused",
    "Sender",
    "Source",
    "Unfit",
    "add_source",
    "as_micros",
    "count_uses",
    "declare_guests",
    "digest_of",
    "digest_of_secret",
    "document_at",
    "erase_statements",
    "forget_agent",
    "identity",
    "issue_key",
    "may_keep",
    "moment_text",
    "one_writes",
    "put_document",
    "retain_statements",
    "scopes",
    "store_statements",
]
