"""What other modules may use of reported counts."""

from openluban.network.counts.queries import ReportedSubject, reported_subjects, units_of_measures

__all__ = ["ReportedSubject", "reported_subjects", "units_of_measures"]
