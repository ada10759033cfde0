"""What other modules may use of places."""

from openluban.directory.places.choices import BLOC, bloc_options, within_bloc
from openluban.directory.places.models import Bloc, Country, Membership

MEMBERSHIP_KINDS = dict(Membership.Kind.choices)
"""Kinds of membership of a bloc, as code to words."""

__all__ = ["BLOC", "MEMBERSHIP_KINDS", "Bloc", "Country", "bloc_options", "within_bloc"]
