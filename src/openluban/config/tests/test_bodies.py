"""How much may be sent, and what a browser may keep of what somebody signed in was shown."""

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from openluban.config.bodies import BodyLimitMiddleware
from openluban.foundation.access.models import Account

COOKIE = settings.SESSION_COOKIE_NAME


def _answer(request: HttpRequest) -> HttpResponse:
    return BodyLimitMiddleware(lambda _request: HttpResponse("read"))(request)


def _sending(size: int, **known: str) -> HttpRequest:
    request = RequestFactory().post("/i18n/setlang/", **known)  # type: ignore[arg-type]
    request.META["CONTENT_LENGTH"] = str(size)
    return request


@pytest.mark.parametrize(("size", "status"), [(0, 200), (2_500_000, 200), (2_500_001, 413)])
def test_somebody_unknown_sends_no_files(size: int, status: int) -> None:
    assert _answer(_sending(size)).status_code == status


@pytest.mark.parametrize(("size", "status"), [(60_000_000, 200), (60_000_001, 413)])
def test_somebody_known_sends_files_within_bounds(size: int, status: int) -> None:
    request = _sending(size)
    request.COOKIES[COOKIE] = "abc"
    assert _answer(request).status_code == status
    assert _answer(_sending(size, HTTP_AUTHORIZATION="Bearer luban_x")).status_code == status


def test_nothing_of_a_long_body_is_read(client: Client) -> None:
    answer = client.post("/i18n/setlang/", {"language": "ru", "next": "/" + "x" * 2_600_000})
    assert answer.status_code == 413


@pytest.mark.django_db
def test_no_page_of_somebody_signed_in_may_be_shared(client: Client) -> None:
    nina = Account.objects.create_user("nina@example.org", "a sentence in mind", name="Nina")
    client.force_login(nina, backend="allauth.account.auth_backends.AuthenticationBackend")
    for address in ("/my-work/", "/registers/", "/search/?q=a"):
        assert "private" in client.get(address).headers["Cache-Control"], address
