"""Time zones of a country, as the Unicode register of locales (CLDR) lists them."""

from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.core import get_global

_USUAL = {
    "au": "Australia/Sydney", "br": "America/Sao_Paulo", "ca": "America/Toronto",
    "cd": "Africa/Kinshasa", "cl": "America/Santiago", "cn": "Asia/Shanghai",
    "es": "Europe/Madrid", "id": "Asia/Jakarta", "kz": "Asia/Almaty", "mn": "Asia/Ulaanbaatar",
    "mx": "America/Mexico_City", "my": "Asia/Kuala_Lumpur", "pt": "Europe/Lisbon",
    "ru": "Europe/Moscow", "us": "America/New_York", "uz": "Asia/Tashkent",
}  # fmt: skip
"""Where a country has several: the one that most of its people live by."""


@cache
def zones_of(country: str) -> tuple[str, ...]:
    """Return the zones of a country (alpha-2 code), the usual one first; UTC if none is known."""
    listed = get_global("territory_zones").get(country.upper(), ())
    known = [name for name in listed if is_zone(name)]
    usual = _USUAL.get(country.lower())
    if usual is not None:
        known = [usual, *(name for name in known if name != usual)]
    return tuple(known) or ("UTC",)


def is_zone(name: str) -> bool:
    """Test whether this machine knows a time zone under this name."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
