"""Checking on a page: without a sign-in, nothing kept, each outcome in words."""

import json
from pathlib import Path

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from openluban.foundation.access.actors import actor_for
from openluban.foundation.history.models import Entry
from openluban.foundation.registers.tests.make import client_of, make_account
from openluban.learning.credentials.formats.baked_svg import bake_svg
from openluban.learning.credentials.tests.make_signed import (
    AT,
    EMAIL,
    key_of,
    make_credential,
    make_signed,
    make_trust,
)
from openluban.learning.credentials.verification.bundle import write_bundle
from openluban.learning.credentials.verification.kept import take_bundle

pytestmark = pytest.mark.django_db
PAGE = "/verify/"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"/>'.replace(b"/>", b"></svg>")


@pytest.fixture
def trusting(settings: Settings, tmp_path: Path) -> None:
    """Make an installation that has taken over a bundle."""
    settings.LUBAN_HOME = tmp_path
    site = key_of("site")
    data = write_bundle(make_trust(), network="The alliance", key=site.private, at=AT)
    take_bundle(tmp_path / "trust", data, signed_by=site.multikey)


def test_the_page_asks_for_a_file_or_a_text(client: Client) -> None:
    answer = client.get(PAGE)
    assert answer.status_code == 200
    assert b'type="file"' in answer.content
    assert answer["Cache-Control"] == "private, no-store"
    # Without any referrer a browser says that the form comes from nowhere, and it is refused.
    assert answer["Referrer-Policy"] == "same-origin"


@pytest.mark.usefixtures("trusting")
def test_checking_sets_no_cookie_and_needs_none() -> None:
    visitor = Client(enforce_csrf_checks=True)
    assert b"csrfmiddlewaretoken" not in visitor.get(PAGE).content
    answer = visitor.post(PAGE, {"text": json.dumps(make_signed())})
    assert "It is genuine and valid." in answer.text
    assert visitor.post(PAGE).status_code == 422
    assert not visitor.cookies


def test_checking_as_somebody_leaves_no_trace() -> None:
    anna = client_of(actor_for(make_account("Anna", "contributor")))
    before = Entry.objects.count(), {name: each.value for name, each in anna.cookies.items()}
    assert anna.post(PAGE, {"text": "{}"}).status_code == 200
    assert "csrftoken" not in anna.cookies
    assert before == (
        Entry.objects.count(),
        {name: each.value for name, each in anna.cookies.items()},
    )


@pytest.mark.usefixtures("trusting")
def test_a_sound_one_is_valid_in_words(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(12):
        answer = client.post(PAGE, {"text": json.dumps(make_signed()), "email": EMAIL})
    page = answer.content.decode()
    assert "It is genuine and valid." in page
    assert "Its recipient is the person you asked about." in page
    assert "It was not revoked, as of 20 September 2026." in page
    answer = client.post(PAGE, {"text": json.dumps(make_signed()), "email": "other@example.org"})
    assert "It is somebody else" in answer.content.decode()
    answer = client.post(PAGE, {"text": json.dumps(make_signed() | {"name": "Doctor"})})
    assert "It is not valid." in answer.content.decode()


@pytest.mark.usefixtures("trusting")
def test_a_picture_is_taken_as_a_file(client: Client) -> None:
    file = SimpleUploadedFile("badge.svg", bake_svg(SVG, json.dumps(make_signed())))
    assert "It is genuine and valid." in client.post(PAGE, {"file": file}).content.decode()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (json.dumps(make_signed()), "Not everything could be checked."),
        ("<script>alert(1)</script>", "This is no sound SVG drawing"),
        (json.dumps(make_credential(name="<script>alert(1)</script>")), "It is not signed."),
    ],
)
def test_each_outcome_is_said(client: Client, text: str, words: str) -> None:
    page = client.post(PAGE, {"text": text}).content.decode()
    assert words in page
    assert "<script>alert" not in page


def test_nothing_given_is_said(client: Client) -> None:
    answer = client.post(PAGE, {"text": " "})
    assert answer.status_code == 422
    assert "Choose a file" in answer.content.decode()


def test_a_link_that_shows_nothing_is_not_found(client: Client) -> None:
    assert client.get(PAGE, {"of": "no-such-secret"}).status_code == 404


def test_one_address_can_ask_so_often(client: Client, settings: Settings) -> None:
    settings.LUBAN_FILE_RATE = 2
    with time_machine.travel(AT, tick=False):
        answers = [client.post(PAGE, {"text": "x"}).status_code for _ in range(3)]
    assert answers[:2] == [200, 200]
    assert answers[2] == 429


def _said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as ended:
        call_command("verify", *words)
    code = ended.value.code
    assert isinstance(code, int)
    return code, capsys.readouterr().out


@pytest.mark.parametrize(
    ("document", "code", "words"),
    [
        (make_signed(), 0, "valid"),
        (make_signed() | {"name": "x"}, 1, "NOT VALID"),
    ],
)
def test_the_command_needs_only_a_bundle(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    document: dict[str, object],
    code: int,
    words: str,
) -> None:
    site = key_of("site")
    bundle, file = tmp_path / "trust", tmp_path / "credential.json"
    bundle.write_bytes(write_bundle(make_trust(), network="The alliance", key=site.private, at=AT))
    file.write_text(json.dumps(document))
    asked = (str(file), "--bundle", str(bundle), "--at", "2026-09-20")
    assert _said(capsys, *asked, "--signed-by", site.multikey)[0] == code
    ended, said = _said(capsys, *asked)
    assert ended == code
    assert said.startswith(words)
    ended, said = _said(capsys, *asked, "--json", "--recipient", f"emailAddress={EMAIL}")
    assert json.loads(said)["checks"][-1]["about"] in {"recipient", "shape"}


def test_a_bundle_is_made_shown_and_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], settings: Settings
) -> None:
    settings.LUBAN_HOME = tmp_path
    call_command("trust", "key")
    key = capsys.readouterr().out.strip()
    call_command("trust", "make", str(tmp_path / "bundle"), "--network", "Ours")
    assert "issuers    0 with 0 keys" in capsys.readouterr().out
    call_command("trust", "take", str(tmp_path / "bundle"), "--signed-by", key)
    call_command("trust", "show", str(tmp_path / "bundle"))
    assert f"signed by  {key}" in capsys.readouterr().out
    assert len(list((tmp_path / "trust").iterdir())) == 1
