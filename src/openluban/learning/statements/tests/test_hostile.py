"""What strangers send to break the store: refused with a clear word, and nothing is kept."""

import base64
from typing import Any

import orjson
import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from openluban.learning.statements.errors import Unfit
from openluban.learning.statements.formats.json_bytes import read_object, read_statements
from openluban.learning.statements.formats.multipart import media_type_of, read_parts
from openluban.learning.statements.models import Attachment, Statement
from openluban.learning.statements.tests.make import (
    AT,
    Program,
    enclosed_of,
    make_agent,
    make_key,
    make_statement,
)

_ONE = orjson.dumps(make_statement(id="0f2ab7a4-6e0b-4d0e-8f6e-5b0f7f5d3c11"))
_DEEP = b'{"a":' * 70 + b"1" + b"}" * 70


def _with(member: bytes) -> bytes:
    return _ONE[:-1] + b"," + member + b"}"


def _extension(value: bytes) -> bytes:
    return _with(b'"result":{"extensions":{"urn:x":' + value + b"}}")


BODIES: dict[str, bytes] = {
    "nothing": b"",
    "no JSON": b"statement",
    "half of it": _ONE[:-5],
    "two of it": _ONE + _ONE,
    "a byte order mark": b"\xef\xbb\xbf" + _ONE,
    "UTF-16": _ONE.decode().encode("utf-16"),
    "broken UTF-8": _extension(b'"\xc3\x28"'),
    "an overlong slash": _extension(b'"\xc0\xaf"'),
    "half a surrogate pair": _extension(rb'"\ud800"'),
    "half a pair as bytes": _extension(b'"\xed\xa0\x80"'),
    "a raw control character": _extension(b'"\x00"'),
    "not a number": _extension(b"NaN"),
    "infinity": _extension(b"Infinity"),
    "a number beyond all": _extension(b"1e999"),
    "a whole number of 5000 digits": _extension(b"9" * 5000),
    "a whole number beyond 64 bits": _extension(b"123456789012345678901"),
    "a name twice": _with(b'"actor":{"mbox":"mailto:b@example.org"}'),
    "a name twice, deep inside": _extension(b'{"a":{"b":1,"\\u0062":2}}'),
    "deep objects": _extension(_DEEP),
    "deep lists": _extension(b"[" * 900 + b"]" * 900),
    "lists without end": b"[" * 100_000,
    "comments": _ONE[:-1] + b"/* x */}",
    "a comma too many": _ONE[:-1] + b",}",
    "names without quotes": b"{actor:1}",
    "a list in a list": b"[[" + _ONE + b"]]",
    "an id twice in a list": b"[" + _ONE + b"," + _ONE + b"]",
    "a list of nothing known": b"[1,null]",
    "a null": _with(b'"context":null'),
    "an id that is no text": _with(b'"version":2'),
    "markup as an IRI": _ONE.replace(b"https://luban.example/units/pump", b"javascript:<script>"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", BODIES)
def test_bytes_that_are_no_statement(program: Program, name: str) -> None:
    answer = program.ask("POST", "statements", BODIES[name])
    assert answer.status_code == 400
    told = orjson.loads(answer.content)
    assert told["code"] == "statements.unfit"
    assert len(answer.content) < 500
    assert not Statement.objects.exists()


def test_brackets_in_texts_are_not_deep() -> None:
    one = orjson.dumps(make_statement(result={"response": "[{" * 500}))
    assert read_statements(one)[0][0][1] == one


_PLAIN = b"--b\r\nContent-Type: application/json\r\n\r\n" + _ONE + b"\r\n"
_CONTENT = b"hello"
_ENCLOSED, _NAMED = enclosed_of(_CONTENT)
_WITH_FILE = orjson.dumps(make_statement(attachments=[_NAMED]))
_FIRST = b"--b\r\nContent-Type: application/json\r\n\r\n" + _WITH_FILE + b"\r\n"


def _file(
    content: bytes = _CONTENT, encoding: bytes = b"binary", sha2: str = _ENCLOSED.sha2
) -> bytes:
    return (
        b"--b\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: " + encoding
        + b"\r\nX-Experience-API-Hash: " + sha2.encode() + b"\r\n\r\n" + content + b"\r\n"
    )  # fmt: skip


PARTS: dict[str, bytes] = {
    "no end": _FIRST + _file(),
    "no part": b"--b--\r\n",
    "something after the end": _FIRST + _file() + b"--b--\r\nmore",
    "the attachment is missing": _FIRST + b"--b--\r\n",
    "an attachment nobody names": _PLAIN + _file() + b"--b--\r\n",
    "other bytes than the hash says": _FIRST + _file(b"hullo") + b"--b--\r\n",
    "another hash than the statement says": _FIRST + _file(sha2="0" * 64) + b"--b--\r\n",
    "another encoding": _FIRST + _file(encoding=b"base64") + b"--b--\r\n",
    "no hash": _FIRST + _file().replace(b"X-Experience-API-Hash", b"X-Other") + b"--b--\r\n",
    "the first part is no JSON": _file() + _FIRST + b"--b--\r\n",
    "the boundary goes on": _FIRST + _file().replace(b"--b\r\n", b"--bb\r\n") + b"--b--\r\n",
    "a header twice": _FIRST
    + _file().replace(b"Content-Type: ", b"Content-Type: a/b\r\nContent-Type: ")
    + b"--b--\r\n",
    "headers without end": b"--b\r\n" + b"X: y\r\n" * 2000 + b"\r\n" + _ONE + b"\r\n--b--\r\n",
    "very many parts": _FIRST + _file() * 600 + b"--b--\r\n",
    "lines of another system": (_FIRST + _file() + b"--b--\r\n").replace(b"\r\n", b"\n"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", PARTS)
def test_parts_that_do_not_fit(program: Program, name: str) -> None:
    answer = program.ask("POST", "statements", PARTS[name], kind="multipart/mixed; boundary=b")
    assert answer.status_code == 400, answer.content
    assert not Statement.objects.exists()
    assert not Attachment.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "kind",
    [
        *("", "text/plain", "text/json", "application/xml", "multipart/form-data; boundary=b"),
        *("multipart/mixed", "multipart/mixed; boundary=", "application/jsonp"),
        *("multipart/mixed; boundary=b\x00c", "multipart/mixed; boundary=" + "b" * 200),
        "application/json-seq, application/json",
    ],
)
def test_what_is_said_to_be_something_else(program: Program, kind: str) -> None:
    assert program.ask("POST", "statements", _ONE, kind=kind).status_code == 400


@pytest.mark.django_db
def test_a_body_that_is_too_long_is_not_read(program: Program) -> None:
    answer = program.client.generic(
        "POST",
        "/xAPI/statements",
        b"[]",
        content_type="application/json",
        headers=program.headers,
        CONTENT_LENGTH="30000000",
    )
    assert answer.status_code == 413


@pytest.mark.django_db
@pytest.mark.parametrize(
    "header",
    [
        *("", "Basic", "Basic !!!", "Bearer abc", "Basic " + "A" * 10_000, "basic Og=="),
        "Basic " + base64.b64encode(b"tablet:").decode(),
        "Basic " + base64.b64encode(b"tab\0let:x").decode(),
        "Basic " + base64.b64encode(b"\xff\xfe:x").decode(),
        "Basic " + base64.b64encode(b"' OR 1=1 --:x").decode(),
    ],
)
def test_no_key_opens_nothing(header: str) -> None:
    make_key()
    program = Program(header)
    for method, resource in (("GET", "statements"), ("POST", "statements"), ("GET", "agents")):
        answer = program.ask(method, resource, _ONE)
        assert answer.status_code == 401
        assert answer["WWW-Authenticate"].startswith("Basic")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("resource", "query"),
    [
        ("statements", "foo=bar"),
        ("statements", "Limit=1"),
        ("statements", "limit=-1"),
        ("statements", "limit=99999999999999999999"),
        ("statements", "limit=1&limit=2"),
        ("statements", "ascending=yes"),
        ("statements", "format=html"),
        ("statements", "since=yesterday"),
        ("statements", "statementId=1"),
        ("statements", "agent=%7B"),
        ("statements", "agent=%7B%22name%22:%22x%22%7D"),
        ("statements", "verb=%FF"),
        ("statements", "activity=a%00b"),
        ("statements", "more=eyJhIjoxfQ:1:2"),
        ("statements", "&".join(f"a{number}=1" for number in range(500))),
        ("activities", "activityId=pump"),
        ("activities", ""),
        ("agents", "agent=[]"),
        ("activities/state", "activityId=urn:x&agent=1&stateId=x"),
        ("activities/profile", "profileId=x"),
        ("agents/profile", "agent=%7B%7D"),
    ],
)
def test_addresses_that_ask_for_what_cannot_be(program: Program, resource: str, query: str) -> None:
    answer = program.client.get(f"/xAPI/{resource}?{query}", headers=program.headers)
    assert answer.status_code == 400, answer.content


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["", "nothing", "statements/x", "../admin", "activities/state/x"])
def test_other_addresses_hold_nothing(program: Program, path: str) -> None:
    assert program.client.get(f"/xAPI/{path}", headers=program.headers).status_code == 404


@pytest.mark.django_db
def test_a_document_never_becomes_a_page_of_ours(program: Program) -> None:
    asked: dict[str, Any] = {"agent": make_agent(), "activityId": "urn:x", "stateId": "s"}
    page = b"<script>alert(1)</script>"
    put = program.ask("PUT", "activities/state", page, kind="text/html", **asked)
    assert put.status_code == 204
    answer = program.ask("GET", "activities/state", **asked)
    assert answer.content == page
    assert answer["Content-Disposition"] == "attachment"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    answer = program.ask("PUT", "activities/state", page, kind="a/b\r\nX-Evil: 1", **asked)
    assert answer.status_code == 400


@pytest.mark.django_db
def test_who_asks_too_often_waits(program: Program, settings: Any) -> None:
    settings.LUBAN_STATEMENT_RATE = 3
    with time_machine.travel(AT, tick=False):
        seen = [program.ask("GET", "statements").status_code for _ in range(5)]
    assert seen == [200, 200, 200, 429, 429]


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        value = read_object(data)
    except Unfit:
        return
    assert orjson.loads(data) == value


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text()
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)  # fmt: skip


@given(st.lists(_JSON, max_size=5), st.booleans())
def test_a_list_is_cut_where_its_elements_end(values: list[Any], spaced: bool) -> None:  # noqa: FBT001
    data = orjson.dumps(values, option=orjson.OPT_INDENT_2 if spaced else None)
    found, is_list = read_statements(data)
    assert is_list
    assert [value for value, _raw in found] == values
    assert [orjson.loads(raw) for _value, raw in found] == values
    assert all(raw in data for _value, raw in found)


@given(st.binary(max_size=300), st.text(max_size=30))
def test_any_parts_are_read_or_refused(data: bytes, boundary: str) -> None:
    kind, found = media_type_of(f"multipart/mixed; boundary={boundary}")
    assert kind == "multipart/mixed"
    for each in (found, "b"):
        try:
            read_parts(b"--b\r\n" + data, each)
        except Unfit:
            continue
