"""Whose word makes a term agreed: one person of each side, about the same words."""

CHINESE, HOST = "chinese", "host"
_CHINA = "CN"


def side_of(country: str) -> str:
    """Return the side of an institution by its country (ISO 3166-1 alpha-2); "" if unknown."""
    if not country:
        return ""
    return CHINESE if country.upper() == _CHINA else HOST
