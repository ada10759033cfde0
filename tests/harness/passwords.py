"""Lets tests hash passwords quickly: the way that is in use is slow on purpose.

Whatever is shown in the browser or by a command of its own has the real way all the same.
"""

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> Iterator[None]:
    """Hash anew by the quickest way; the real ones are known besides."""
    from django.conf import settings  # noqa: PLC0415 (the settings are not there yet)
    from django.test import override_settings  # noqa: PLC0415

    quick = "django.contrib.auth.hashers.MD5PasswordHasher"
    with override_settings(PASSWORD_HASHERS=[quick, *settings.PASSWORD_HASHERS]):
        yield
