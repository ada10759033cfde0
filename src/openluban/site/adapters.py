"""How accounts come about: an administrator makes them; nobody signs themselves up."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest

from openluban.foundation.access.sealing import seal_factor, unseal_factor

_LOG = logging.getLogger(__name__)


class ClosedDoor(DefaultAccountAdapter):  # type: ignore[misc]
    """Keeps self-registration shut, and writes down who tries the door."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: accounts are made by an administrator."""
        return False

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Write down from where; whom they claimed to be may be a password in the wrong field."""
        super().authentication_failed(request, **credentials)
        _LOG.warning("A sign-in failed, from %s.", self.get_client_ip(request))

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that asks; who came past our proxies is known by their connection."""
        try:
            return str(super().get_client_ip(request))
        except ImproperlyConfigured:
            return str(request.META.get("REMOTE_ADDR", "unknown"))


class SealedFactors(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps the secrets of second factors sealed: whoever reads the database cannot use them."""

    def encrypt(self, text: str) -> str:
        """Return what is kept of a secret."""
        return seal_factor(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret."""
        return unseal_factor(encrypted_text)
