"""``luban check``: what is not yet fit for use by others."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from openluban.config.checks import check_installation
from openluban.config.use_cases.set_up import set_up
from openluban.foundation.access.models import Account
from openluban.foundation.exchange.signing import this_site
from openluban.foundation.files.address import read_address
from openluban.site.demo import DEMO_ACCOUNTS

pytestmark = pytest.mark.django_db


@pytest.fixture
def sound(settings: Any, tmp_path: Path) -> Path:
    """An installation with nothing to complain of but, perhaps, fonts."""
    settings.LUBAN_HOME = tmp_path
    settings.LUBAN_SITE_URL = "https://luban.example"
    tmp_path.chmod(0o700)
    this_site()
    set_up(
        email="ada@luban.example",
        name="Ada",
        password="seven brown kettles",  # noqa: S106
        at=datetime(2026, 3, 1, tzinfo=UTC),
    )
    return tmp_path


def _found() -> set[str]:
    return {str(message.id) for message in check_installation()} - {"luban.W001"}


def test_nothing_to_complain_of(sound: Path) -> None:
    assert _found() == set()


def test_keys_that_others_can_read(sound: Path) -> None:
    (sound / "keys" / "site.pem").chmod(0o644)
    assert _found() == {"luban.E002"}


def test_another_key_than_the_known_one(sound: Path) -> None:
    (sound / "keys" / "site.pem").unlink()
    assert _found() == {"luban.E001"}


def test_the_demonstration_or_nobody_at_all(sound: Path) -> None:
    Account.objects.all().delete()
    assert _found() == {"luban.E004"}
    Account.objects.create_user(DEMO_ACCOUNTS[0].email, name="Demo")
    assert _found() == {"luban.E003"}


def test_an_address_that_can_be_overheard(sound: Path, settings: Any) -> None:
    settings.LUBAN_SITE_URL = "http://luban.example"
    assert _found() == {"luban.W003"}


def test_too_little_room(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for free, found in ((50_000_000, {"luban.E005"}), (500_000_000, {"luban.W002"})):
        usage = type("Usage", (), {"free": free})
        monkeypatch.setattr("shutil.disk_usage", lambda _place, usage=usage: usage)
        assert _found() == found


def test_files_that_cannot_be_kept(sound: Path, settings: Any) -> None:
    settings.LUBAN_STORAGE = read_address("s3://k:s@files?endpoint=http://127.0.0.1:9")
    assert _found() == {"luban.E006"}


def test_fonts_that_are_not_there(sound: Path, settings: Any) -> None:
    settings.LUBAN_FONTS = sound / "no-fonts"
    told = [message for message in check_installation() if message.id == "luban.W001"]
    assert "Noto Sans" in told[0].msg


def test_the_command_ends_with_an_error_where_there_is_one(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    monkeypatch.setattr("openluban.config.management.prepared.prepare", lambda _say: None)
    settings.SILENCED_SYSTEM_CHECKS = ["templates.E002"]  # what pytest-django puts into templates
    with pytest.raises(SystemCheckError, match=r"(?s)luban\.E004.*luban setup"):
        call_command("check")
