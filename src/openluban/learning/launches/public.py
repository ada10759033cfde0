"""What other modules may use of courses that are opened here."""

from openluban.learning.launches.queries.progress import CourseLine, lines_of, registrations_of

__all__ = ["CourseLine", "lines_of", "registrations_of"]
