"""The reconciliation on screen: for everybody, for officers, in a fixed number of queries."""

import json
import re
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from openluban.foundation.figures.declaring import find_figure
from openluban.foundation.figures.hooks import dots_of, standings_of
from openluban.foundation.figures.reading import read_figure
from openluban.foundation.registers.tests.make import client_of, make_contributor, make_officer
from openluban.foundation.registers.waiting import waiting_for
from openluban.foundation.ui.front import front_pieces
from openluban.foundation.ui.pieces import Standing
from openluban.publishing.published.models import PublishedFigure
from openluban.publishing.published.panels import published_dots
from openluban.publishing.published.queries import reconciled

pytestmark = pytest.mark.usefixtures("register")

MAP = "/reconciliation/f015/map/"
TIANJIN_IN_SCO = {"bloc": "sco_members_and_partners", "led_from": "tianjin"}


def text_of(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def queries_of(client: Client, address: str) -> int:
    """Count the queries of a page whose verdicts were made before, but which was not kept."""
    reconciled()
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


@pytest.mark.parametrize(
    "address",
    [
        "/reconciliation/",
        "/reconciliation/?verdict=differs&figure=workshops",
        "/reconciliation/f001/",
        "/reconciliation/f046/",
        "/reconciliation/f140/",
        "/reconciliation/f142/",
    ],
)
def test_a_page_costs_few_queries(address: str) -> None:
    assert queries_of(Client(), address) <= 12


def test_the_list_says_number_claim_publisher_register_verdict_and_why() -> None:
    text = text_of(Client().get("/reconciliation/?q=F001"))
    for said in (
        "Luban Workshops established by Tianjin in SCO countries",
        "10 workshops",
        "Daily Mail (Pakistan)",
        "29 Aug 2025",
        "difference explained",
        "It gives 10 workshops on 30 August 2025, 1 day later.",
        'href="/reconciliation/f001/"',
    ):
        assert said in text


def test_every_count_leads_to_as_many_rows() -> None:
    client = Client()
    text = text_of(client.get("/reconciliation/"))
    counts = re.findall(
        r'href="(/reconciliation/\?verdict=\w+)"[^>]*> <span class="number">(\d+)', text
    )
    assert len(counts) == 5
    assert sum(int(count) for _url, count in counts) == 161
    for url, count in counts:
        assert f"{count} published figure" in text_of(client.get(url))


@pytest.mark.parametrize(
    ("asked", "shown", "hidden"),
    [
        ("figure=programme_categories", "F019", "F001"),
        ("publisher=Seetao", "F062", "F001"),
        ("q=loose-leaf textbooks", "F033", "F001"),
        ("figure=none", "F091", "F001"),
    ],
)
def test_the_list_can_be_narrowed(asked: str, shown: str, hidden: str) -> None:
    text = text_of(Client().get(f"/reconciliation/?{asked}"))
    assert f"{shown}" in text
    assert f">{hidden}" not in text


def test_all_rows_are_reached_page_by_page() -> None:
    client, url, seen = Client(), "/reconciliation/", []
    while url:
        page = client.get(url).content.decode()
        seen += re.findall(r'href="/reconciliation/(f\d+)/"', page)
        following = re.search(r'class="later" rel="next" href="([^"]+)"', page)
        url = following[1].replace("&amp;", "&") if following else ""
    assert len(seen) == len(set(seen)) == 161


def test_one_figure_shows_numbers_records_definition_and_neighbours() -> None:
    text = text_of(Client().get("/reconciliation/f001/"))
    for said in (
        "Register, as stated",
        "Counted otherwise",
        'href="/workshops/kz-enu/"',
        "stated in the text, so no explanation changes it",
        "OpenLuban editors",
        'href="/reconciliation/f002/"',
        "bloc=sco_members_and_partners&amp;led_from=tianjin&amp;at=2025-08-29",
        "bloc=sco_members_and_partners&amp;led_from=tianjin&amp;at=2025-08-30",
    ):
        assert said in text


def test_the_number_opens_to_the_same_number() -> None:
    client = Client()
    text = text_of(client.get("/reconciliation/f001/"))
    urls = re.findall(r'<a class="figure" href="(/figures/[^"]+)"', text)
    values = [
        re.search(r'class="number">(\d+)', text_of(client.get(url.replace("&amp;", "&"))))
        for url in urls
    ]
    assert [value[1] for value in values if value] == ["9", "10"]


def test_who_says_otherwise_stands_side_by_side() -> None:
    text = text_of(Client().get("/reconciliation/f130/"))
    assert "Who says otherwise" in text
    assert "this one" in text
    assert "China Daily" in text


def test_what_is_not_there_is_not_found() -> None:
    assert Client().get("/reconciliation/f999/").status_code == 404


def test_the_files_hold_every_wanted_row() -> None:
    client = Client()
    file = b"".join(client.get("/reconciliation/export.csv?verdict=explained"))
    lines = file.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("id,verdict,number,unit,as_of")
    assert len(lines) == 1 + sum(one.verdict == "explained" for one in reconciled())
    rows = json.loads(client.get("/reconciliation/export.json").content)
    assert len(rows) == 161
    assert rows[0]["parts"][0]["records"][0]["key"] == "kz-enu"


def test_an_officer_says_which_figure_is_meant() -> None:
    client = client_of(make_officer())
    page = text_of(client.get("/reconciliation/f015/map/?figure=workshops"))
    assert 'name="choice_bloc"' in page
    version = PublishedFigure.objects.get(key="f015").version
    answer = client.post(
        "/reconciliation/f015/map/",
        {
            "figure": "workshops",
            "choice_bloc": "asean",
            "choice_gate": "",
            "pinned": ["bloc", "nonsense"],
            "version": str(version),
        },
    )
    assert answer.status_code == 303
    record = PublishedFigure.objects.get(key="f015")
    assert (record.figure, record.choices, record.pinned) == ("workshops", "bloc=asean", "bloc")
    assert record.mapped_by == "Olga"
    result = next(one for one in reconciled() if one.stated.id == "F015")
    assert result.first.reading is not None
    assert result.first.reading.choices["bloc"] == "asean"
    assert not result.first.reading.guessed


def test_the_guess_can_be_taken_over() -> None:
    client = client_of(make_officer())
    record = PublishedFigure.objects.get(key="f036")
    record.figure = record.choices = record.pinned = ""
    record.save()
    page = client.get("/reconciliation/f036/map/").content.decode()
    assert "Take over the guess" in page
    form = page[page.index('<form method="post"') : page.index("Take over the guess")]
    fields = dict(re.findall(r'name="([\w]+)" value="([^"]*)"', form))
    fields["pinned"] = re.findall(r'name="pinned" value="([^"]*)"', form)
    fields.pop("csrfmiddlewaretoken", None)
    assert client.post("/reconciliation/f036/map/", fields).status_code == 303
    record.refresh_from_db()
    assert record.figure == "workshops"
    assert "led_from=tianjin" in record.choices
    assert "led_from" in record.pinned


def test_a_contributor_only_proposes_what_is_meant() -> None:
    client = client_of(make_contributor())
    before = PublishedFigure.objects.get(key="f015")
    given = {"figure": "workshops", "version": str(before.version)}
    assert client.post("/reconciliation/f015/map/", given).status_code == 303
    assert PublishedFigure.objects.get(key="f015").figure == ""


def test_an_option_that_is_not_one_is_refused_in_its_place() -> None:
    client = client_of(make_officer())
    version = str(PublishedFigure.objects.get(key="f015").version)
    given = {"figure": "workshops", "choice_bloc": "atlantis", "version": version}
    answer = client.post("/reconciliation/f015/map/", given)
    assert answer.status_code == 422
    assert "atlantis" in text_of(answer)


CSV = """id,claim,number,unit,as_of,publisher
A1,Luban Workshops established by Tianjin,20,workshops,2022-09,Us
"""


def upload(content: bytes | str, name: str = "mine.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def test_a_file_is_checked_and_not_kept() -> None:
    client = client_of(make_contributor())
    before = PublishedFigure.objects.count()
    text = text_of(client.post("/reconciliation/check/", {"file": upload(CSV)}))
    assert "agrees with the records" in text
    assert "The register gives 20 workshops on 30 September 2022" in text
    assert PublishedFigure.objects.count() == before


def test_the_answer_to_a_file_can_be_a_file() -> None:
    client = client_of(make_contributor())
    given = client.post("/reconciliation/check/", {"file": upload(CSV), "answer": "json"})
    assert json.loads(given.content)[0]["verdict"] == "agrees"
    given = client.post("/reconciliation/check/", {"file": upload(CSV), "answer": "csv"})
    assert b"A1,agrees,20" in b"".join(given)


@pytest.mark.parametrize(
    "content",
    ["", "id,claim\nA1,no number\n", "id,claim,number\n" + "A1,x,1\n" * 501, b"PK\x03\x04nonsense"],
)
def test_a_file_that_cannot_be_checked_says_why(content: bytes | str) -> None:
    client = client_of(make_contributor())
    answer = client.post("/reconciliation/check/", {"file": upload(content)})
    assert answer.status_code == 422


def test_strangers_are_asked_to_sign_in() -> None:
    for address in ("/reconciliation/check/", "/reconciliation/f001/map/"):
        answer = Client().get(address)
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/accounts/login/")


def test_the_record_says_how_it_stands() -> None:
    text = text_of(Client().get("/published/f001/"))
    assert "Held against the register" in text
    assert 'href="/reconciliation/f001/"' in text


def test_numbers_carry_what_was_published_of_them() -> None:
    at = date(2025, 8, 29)
    readings = [
        read_figure("host_countries", TIANJIN_IN_SCO, at=at),
        read_figure("lead_colleges", {}, at=at),
    ]
    mark, none = standings_of(readings)
    assert mark is not None
    assert mark.standing == Standing.AGREES
    assert "8 countries published for 29 August 2025" in str(mark.text)
    assert none is None


def test_dots_are_what_was_published_under_just_these_choices() -> None:
    figure = find_figure("workshops")
    choices = read_figure("workshops", {"led_from": "tianjin"}, at=date(2025, 8, 29)).choices
    dots = dots_of(figure, choices)
    assert [int(dot.low) for dot in dots] == [17, 18, 24]
    assert dots[0].url == "/reconciliation/f036/"
    assert not published_dots(figure, {**choices, "bloc": "asean"})


def test_home_counts_the_verdicts_and_officers_see_what_waits() -> None:
    piece = next(piece for piece in front_pieces() if piece.more_url == "/reconciliation/")
    assert sum(int(str(line.text)) for line in piece.lines) == 161
    officer, contributor = make_officer(), make_contributor()
    (waiting,) = [one for one in waiting_for(officer) if one.items[0].url == MAP]
    assert waiting.count == len(waiting.items) == PublishedFigure.objects.filter(figure="").count()
    assert not [one for one in waiting_for(contributor) if one.items[0].url == MAP]
