"""What other modules may use of credentials."""

from openluban.learning.credentials.models.achievements import Achievement
from openluban.learning.credentials.models.awards import Award
from openluban.learning.credentials.models.issuers import Issuer
from openluban.learning.credentials.ordering import Wish
from openluban.learning.credentials.queries.trusting import trust_of_this_site
from openluban.learning.credentials.running import run_to_the_end
from openluban.learning.credentials.use_cases.agree import agree_to_sign
from openluban.learning.credentials.use_cases.award import award_one
from openluban.learning.credentials.use_cases.award_many import begin_batch
from openluban.learning.credentials.use_cases.keep_keys import make_key

__all__ = [
    "Achievement",
    "Award",
    "Issuer",
    "Wish",
    "agree_to_sign",
    "award_one",
    "begin_batch",
    "make_key",
    "run_to_the_end",
    "trust_of_this_site",
]
