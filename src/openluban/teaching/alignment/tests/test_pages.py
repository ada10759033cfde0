"""The page where two texts are aligned and their beads mended."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from openluban.foundation.registers.tests.make import client_of, make_officer
from openluban.kernel.refusals import Refusal
from openluban.teaching.alignment.beads import Bead, beads_of
from openluban.teaching.alignment.handing import MOST_LINES
from openluban.teaching.alignment.mending import fitting, joined, parted

pytestmark = pytest.mark.django_db
TEXTS = {
    "source": "Lesson 3\nThe pump 47 runs. It is safe.\nSwitch it off.",
    "target": "第3课\n水泵 47 在运转。\n它是安全的。\n关掉它。",
}


@pytest.fixture
def officer() -> Client:
    return client_of(make_officer())


def _sent(client: Client, form: dict[str, object], status: int = 200) -> str:
    response = client.post("/align/", {**TEXTS, **form})
    assert response.status_code == status
    return response.content.decode()


def test_strangers_are_asked_to_sign_in(client: Client) -> None:
    assert client.get("/align/").status_code == 302


def test_shows_beads_side_by_side(officer: Client) -> None:
    shown = _sent(officer, {"from": "en", "to": "zh-Hans"})

    assert "1 · lines 1 and 1" in shown
    assert '<div lang="en" dir="ltr">' in shown
    assert "<p>水泵 47 在运转。</p>" in shown


def test_what_is_unsure_is_said_in_words(officer: Client) -> None:
    shown = _sent(officer, {"beads": "[0]:[0]:0.99\n[1]:[1, 2]:0.3\n[2]:[3]:0.99"})

    assert shown.count(">unsure<") == 1
    assert "1 is unsure: look at it." in shown


def test_a_file_goes_before_what_was_typed(officer: Client) -> None:
    file = SimpleUploadedFile("a.txt", "Урок 3".encode("utf-16"))

    assert "Урок 3" in _sent(officer, {"source_file": file})


def test_beads_are_joined_and_parted(officer: Client) -> None:
    beads = "[0]:[0]:0.9\n[1]:[1]:0.5\n[]:[2]:0.5\n[2]:[3]:0.9"

    assert "[1]:[1, 2]:1.0" in _sent(officer, {"beads": beads, "join": "1"})
    assert "[0]:[]:1.0\n[]:[0]:1.0" in _sent(officer, {"beads": beads, "part": "0"})


def test_files_hold_the_beads_that_were_mended(officer: Client) -> None:
    beads = "[0]:[0]\n[1]:[1, 2]:0.5\n[2]:[3]"
    told = officer.post("/align/", {**TEXTS, "beads": beads, "answer": "beads"})
    sheet = officer.post("/align/", {**TEXTS, "beads": beads, "answer": "csv"})

    assert told.content.decode() == "[0]:[0]\n[1]:[1, 2]\n[2]:[3]\n"
    rows = list(csv.reader(io.StringIO(sheet.getvalue().decode("utf-8-sig"))))
    assert rows[0] == ["source", "target", "confidence", "source_lines", "target_lines"]
    assert rows[2] == [
        "The pump 47 runs. It is safe.",
        "水泵 47 在运转。\n它是安全的。",
        "0.5",
        "2",
        "2 3",
    ]


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"source": "", "target": " \n"}, "Give two texts"),
        ({"source": "a\n" * (MOST_LINES + 1)}, "The first text has 1001 lines"),
        ({"target_file": SimpleUploadedFile("b", b"\xff\xfe\xff")}, "The second text is not"),
        ({"beads": "[0]:[9]"}, "The pairs do not fit these texts."),
        ({"beads": "[1]:[0]\n[0]:[1]"}, "The pairs do not fit these texts."),
        ({"beads": "nonsense"}, "Line 1 is no bead"),
        ({"beads": "[0]:[0]", "join": "0"}, "Pair 1 cannot be changed"),
    ],
)
def test_what_cannot_be_aligned_is_refused(
    officer: Client, form: dict[str, object], said: str
) -> None:
    assert said in _sent(officer, form, 422)


def test_texts_are_never_markup(officer: Client) -> None:
    assert "<script>alert" not in _sent(officer, {"source": "<script>alert(1)</script>"})


def test_the_page_asks_few_queries(officer: Client) -> None:
    officer.get("/align/")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        _sent(officer, {"from": "en", "to": "ru"})
    assert len(asked) <= 12


def test_parting_takes_the_last_sentence_off() -> None:
    assert parted([Bead((0,), (0, 1, 2))], 0) == [Bead((0,), (0, 1)), Bead((), (2,))]
    assert parted([Bead((0, 1), (0, 1))], 0) == [Bead((0,), (0,)), Bead((1,), (1,))]
    assert parted([Bead((0, 1, 2), ())], 0) == [Bead((0, 1), ()), Bead((2,), ())]
    with pytest.raises(Refusal):
        parted([Bead((0,), ())], 0)


def test_joining_what_was_parted_gives_it_back() -> None:
    beads = beads_of(["[0, 1]:[0, 1, 2]", "[2]:[]"])

    assert joined(parted(beads, 0), 0)[0].places == beads[0].places
    assert fitting(beads, (3, 3)) == beads
