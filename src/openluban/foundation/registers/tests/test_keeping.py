"""Pages are kept for everybody, packed as browsers take them, and for nobody who is signed in."""

import gzip

import pytest
from django.core.cache import cache
from django.test import Client

from openluban.foundation.registers.tests.make import client_of, make_workshop
from openluban.kernel.actor import Actor

pytestmark = pytest.mark.django_db
_GZIP = {"accept-encoding": "br, gzip"}


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    cache.clear()


def test_a_kept_page_is_the_page_that_was_made_packed_or_not(client: Client) -> None:
    make_workshop()
    made = client.get("/workshops/")
    plain = client.get("/workshops/")
    packed = client.get("/workshops/", headers=_GZIP)

    assert plain.content == made.content
    assert "Content-Encoding" not in plain
    assert packed["Content-Encoding"] == "gzip"
    assert int(packed["Content-Length"]) == len(packed.content)
    assert gzip.decompress(packed.content) == made.content
    assert {"Accept-Encoding", "Accept-Language", "Cookie"} <= set(packed["Vary"].split(", "))
    assert packed["Content-Security-Policy"] == made["Content-Security-Policy"]


def test_a_kept_page_sets_no_cookie_and_holds_no_token(client: Client) -> None:
    make_workshop()
    for _ in range(2):
        for address in ("/", "/workshops/", "/workshops/kz-ektu/", "/figures/"):
            response = client.get(address)
            assert not response.cookies, address
            assert b"csrfmiddlewaretoken" not in response.content, address


def test_each_language_has_its_own(client: Client) -> None:
    pages = {
        client.get("/workshops/", headers={"accept-language": language}).content
        for language in ("en", "zh-hans", "ru") * 2
    }
    assert len(pages) == 3


def test_nothing_is_kept_for_who_is_signed_in(client: Client, officer: Actor) -> None:
    make_workshop()
    inside = client_of(officer)
    for _ in range(2):
        response = inside.get("/workshops/", headers=_GZIP)
        assert response["Cache-Control"] == "private, no-cache"
        assert "ETag" not in response
    assert b"Olga" not in client.get("/workshops/").content
