"""Addresses that stand in what is signed: they must hold as long as the awards do."""

from django.conf import settings

from openluban.learning.credentials.formats.did import did_web

_WITHOUT_SETTING = "http://localhost:8000"


def home() -> str:
    """Return this installation's address, without a slash at its end."""
    return str(settings.LUBAN_SITE_URL) or _WITHOUT_SETTING


def did_of_issuer(key: str) -> str:
    """Return the decentralised identifier of an issuer, by today's address."""
    return did_web(f"{home()}/issuers/{key}")


def list_address(issuer: str, number: int) -> str:
    """Return what the addresses of an issuer's status lists begin with."""
    return f"{home()}/issuers/{issuer}/status/{number}"


def edition_address(achievement: str, number: int) -> str:
    """Return where the wording of an achievement stands for good."""
    return f"{home()}/achievements/{achievement}/editions/{number}/"
