"""What other modules may use of workshops."""

from openluban.network.workshops.choices import (
    ABOUT_WORKSHOPS,
    GATE,
    LED_FROM,
    SINCE,
    at_workshop,
    past_gate,
)
from openluban.network.workshops.models import Gate, GatePassed, Party, Role, Workshop
from openluban.network.workshops.queries import workshop_name

__all__ = [
    "ABOUT_WORKSHOPS",
    "GATE",
    "LED_FROM",
    "SINCE",
    "Gate",
    "GatePassed",
    "Party",
    "Role",
    "Workshop",
    "at_workshop",
    "past_gate",
    "workshop_name",
]
