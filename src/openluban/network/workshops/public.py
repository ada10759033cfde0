"""What other modules may use of workshops."""

from openluban.network.workshops.choices import (
    ABOUT_WORKSHOPS,
    GATE,
    LED_FROM,
    SINCE,
    at_workshop,
    past_gate,
)
from openluban.network.workshops.models import TEACHING, Gate, GatePassed, Party, Role, Workshop
from openluban.network.workshops.queries import parties_on, workshop_name

__all__ = [
    "ABOUT_WORKSHOPS",
    "GATE",
    "LED_FROM",
    "SINCE",
    "TEACHING",
    "Gate",
    "GatePassed",
    "Party",
    "Role",
    "Workshop",
    "at_workshop",
    "parties_on",
    "past_gate",
    "workshop_name",
]
