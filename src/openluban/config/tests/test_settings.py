"""What holds in every installation that sets nothing."""

from openluban.config import settings


def test_faults_are_not_shown_and_links_for_passwords_are_not_logged() -> None:
    assert settings.DEBUG is False
    assert settings.EMAIL_BACKEND.endswith(".dummy.EmailBackend")


def test_attempts_are_counted_by_the_address_that_the_json_interface_believes() -> None:
    assert settings.ALLAUTH_TRUSTED_PROXY_COUNT == settings.NINJA_NUM_PROXIES == 0
