"""What other modules may use of institutions."""

from openluban.directory.institutions.models import Institution

__all__ = ["Institution"]
