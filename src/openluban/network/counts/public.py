"""What other modules may use of reported counts."""

from openluban.network.counts.models import Qualifier
from openluban.network.counts.queries import (
    Reported,
    ReportedSubject,
    reported_of,
    reported_subjects,
    units_of_measures,
)

__all__ = [
    "Qualifier",
    "Reported",
    "ReportedSubject",
    "reported_of",
    "reported_subjects",
    "units_of_measures",
]
