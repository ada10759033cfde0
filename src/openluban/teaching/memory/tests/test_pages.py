from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from openluban.foundation.registers.tests.make import (
    client_of,
    make_contributor,
    make_officer,
)
from openluban.kernel.actor import PUBLIC, SYSTEM
from openluban.teaching.library.tests.make import make_resource
from openluban.teaching.memory.models import Origin, Unit
from openluban.teaching.memory.queries.concordance import concordance
from openluban.teaching.memory.tests.make import LETTERS, keep, pair
from openluban.teaching.memory.tests.test_formats import HOSTILE_TMX, tmx_of
from openluban.teaching.memory.use_cases.remember import Pair, Source

pytestmark = pytest.mark.django_db

_TMX = tmx_of(
    '<tu><tuv xml:lang="en"><seg>Open</seg></tuv><tuv xml:lang="ru"><seg>Открыть</seg></tuv></tu>'
)


def asked(client: Client, address: str) -> tuple[str, int]:
    """Return the page and how many queries it took."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode(), len(queries)


def test_words_are_found_in_any_language_and_marked() -> None:
    keep(pair("The pin of a symbol", "符号的引脚"), Pair("en", "ru", "A pin", "Вывод"))
    page, queries = asked(Client(), "/memory/?q=pin")
    assert page.count("<mark>pin</mark>") == 2
    assert page.index("Вывод") < page.index("符号的引脚"), "short ones first"
    assert "Handbook (CC-BY 4.0)" in page
    assert queries <= 12
    page, _queries = asked(Client(), "/memory/?q=引脚&in=zh-hans&with=en")
    assert page.count("<mark>引脚</mark>") == 1
    assert "Вывод" not in page


def test_a_concordance_takes_the_same_queries_however_much_it_finds() -> None:
    keep(pair("A pin", "引脚"))
    _page, few = asked(Client(), "/memory/?q=pin")
    keep(*(pair(f"A pin {number}", f"引脚{number}") for number in range(80)))
    page, many = asked(Client(), "/memory/?q=pin")
    assert few == many
    assert page.count("<mark>") == 50


def test_every_word_must_stand_in_the_text() -> None:
    keep(pair("Open the library", "打开库"), pair("Open the door", "开门"))
    found = concordance("library OPEN", languages=["en"], actor=SYSTEM)
    assert ["".join(run.text for run in each.source) for each in found] == ["Open the library"]
    assert concordance("libr", languages=["en"], actor=SYSTEM) == []
    assert concordance("library", languages=["zh-hans"], actor=SYSTEM) == []
    assert concordance("!?", languages=["en"], actor=SYSTEM) == []


def test_strangers_find_public_units_alone() -> None:
    keep(pair("A pin", "引脚"))
    keep(pair("A secret pin", "秘密引脚"), origin=LETTERS)
    assert len(concordance("pin", languages=["en"], actor=PUBLIC)) == 1
    assert len(concordance("pin", languages=["en"], actor=make_contributor())) == 2
    page, _queries = asked(Client(), "/memory/?q=pin")
    assert "secret" not in page
    page, _queries = asked(Client(), "/memory/")
    assert "Letters" not in page
    page, _queries = asked(client_of(make_officer()), "/memory/")
    assert "Letters" in page


def test_a_contributor_looks_up_and_sees_what_to_change() -> None:
    keep(pair("Open the library file.", "打开库文件。", before="Files"))
    client = client_of(make_contributor())
    address = "/memory/look-up/?from=en&to=zh-hans&text="
    page, queries = asked(client, f"{address}Open+a+library+file.")
    assert "<del>the</del><ins>a</ins>" in page
    assert "86%" in page
    assert queries <= 12
    page, _queries = asked(client, f"{address}Open+the+library+file.&before=Files")
    assert "101%" in page
    assert "same text, same context" in page
    page, _queries = asked(client, f"{address}Quite+another+thing")
    assert "nothing like it" in page


def test_markup_in_texts_is_shown_as_text() -> None:
    keep(pair("<script>alert(1)</script> pin", "<b>引脚</b>"))
    for address in ("/memory/?q=pin", "/memory/look-up/?text=%3Cscript%3E+pin&from=en&to=zh-hans"):
        page, _queries = asked(client_of(make_officer(address[-3:])), address)
        assert "<script>alert" not in page
        assert "<b>引脚" not in page


def test_an_officer_sees_what_a_file_holds_and_takes_it_over() -> None:
    client = client_of(make_officer())
    form = {"origin": "Pin manual", "licence": "CC0", "public": "1"}
    answer = client.post("/memory/import/", {**form, "what": "preview", "file": _file(_TMX)})
    assert answer.status_code == 200
    assert "What the file holds" in answer.content.decode()
    assert not Unit.objects.exists()
    answer = client.post("/memory/import/", {**form, "what": "apply", "file": _file(_TMX)})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/memory/")
    assert Unit.objects.get().origin == Origin.objects.get(key="pin-manual", is_public=True)


def test_a_bad_file_is_refused_on_the_page_with_its_line() -> None:
    client = client_of(make_officer())
    sent = {"origin": "Manual", "what": "apply", "file": _file(HOSTILE_TMX["dtd"])}
    answer = client.post("/memory/import/", sent)
    assert answer.status_code == 422
    assert "Line 1" in answer.content.decode()
    for wrong in ({}, {"file": _file(b"")}, {"file": _file(_TMX)}, {"file": _file(_TMX, "a.xls")}):
        origin = "Manual" if "a.xls" in str(wrong) else ""
        answer = client.post("/memory/import/", {"origin": origin, **wrong})
        assert answer.status_code == 422


def test_a_unit_is_taken_out_with_a_reason() -> None:
    keep(pair("A pin", "钉子"))
    client, unit = client_of(make_officer()), Unit.objects.get()
    address = f"/memory/units/{unit.pk}/forget/"
    page, queries = asked(client, address)
    assert "钉子" in page
    assert queries <= 12
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "A nail."}).status_code == 303
    assert client.get(address).status_code == 404


def _file(held: bytes, name: str = "units.tmx") -> BytesIO:
    file = BytesIO(held)
    file.name = name
    return file


def test_a_resource_of_the_library_is_called_so_in_the_readers_language() -> None:
    names = {"en": "Robot cell", "ru": "Роботизированная ячейка", "zh-hans": "机器人单元"}
    named = {f"name_{tag[:2]}": name for tag, name in names.items()}
    make_resource("robot-cell", SYSTEM, **named)
    keep(
        pair("The pin", "引脚"),
        origin=Source("library-robot-cell", "Robot cell", "", is_public=True),
    )
    keep(
        pair("The pump", "水泵"),
        origin=Source("library-gone", "A book that went", "", is_public=True),
    )
    client, reader = Client(), client_of(make_contributor())
    for language in ("ru", "zh-hans"):
        client.cookies["django_language"] = language
        page, queries = asked(client, "/memory/")
        assert names[language] in page
        assert "Robot cell" not in page
        assert "A book that went" in page
        assert queries <= 12
        page, queries = asked(client, "/memory/?q=pin")
        assert names[language] in page
        assert queries <= 12
        reader.cookies["django_language"] = language
        page, _queries = asked(reader, "/memory/look-up/?text=The+pin&from=en&to=zh-hans")
        assert names[language] in page
