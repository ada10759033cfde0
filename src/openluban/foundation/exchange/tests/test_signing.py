"""This installation signs, and anybody can check."""

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from openluban.foundation.exchange.models import Site
from openluban.foundation.exchange.signing import is_signed, public_key_text, sign, this_site
from openluban.kernel.canonical import JSONValue

VALUE: dict[str, JSONValue] = {
    "figure": "workshops",
    "value": 10,
    "names": ["哈萨克斯坦", "Астана"],
}


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path) -> Iterator[None]:
    with override_settings(LUBAN_HOME=tmp_path):
        yield


def test_what_is_signed_can_be_checked_by_anybody() -> None:
    signature = sign(VALUE)

    assert is_signed(
        dict(sorted(VALUE.items(), reverse=True)), signature=signature, public_key=public_key_text()
    )


def test_a_changed_value_another_key_or_a_broken_signature_do_not_pass() -> None:
    signature, key = sign(VALUE), public_key_text()

    assert not is_signed({**VALUE, "value": 11}, signature=signature, public_key=key)
    assert not is_signed(VALUE, signature=signature[:-8] + "AAAAAAA=", public_key=key)
    assert not is_signed(VALUE, signature="no base64!", public_key=key)
    assert not is_signed(VALUE, signature=signature, public_key="AAAA")


def test_the_key_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    first = public_key_text()

    assert public_key_text() == first
    place = tmp_path / "keys" / "site.pem"
    assert stat.S_IMODE(place.stat().st_mode) == 0o600


@pytest.mark.django_db
def test_there_is_one_site() -> None:
    assert this_site() == this_site()
    assert Site.objects.count() == 1
