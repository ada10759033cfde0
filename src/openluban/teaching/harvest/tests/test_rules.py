"""Requests as the protocol has them."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openluban.teaching.harvest.errors import Fault
from openluban.teaching.harvest.rules import (
    ARGUMENTS,
    identifier,
    read_identifier,
    read_request,
    read_window,
)

_LIST = [("verb", "ListRecords"), ("metadataPrefix", "oai_dc")]


@pytest.mark.parametrize(
    ("pairs", "code"),
    [
        ([], "badVerb"),
        ([("verb", "Nothing")], "badVerb"),
        ([("verb", "Identify"), ("verb", "Identify")], "badVerb"),
        ([("verb", "Identify"), ("until", "2026-01-01")], "badArgument"),
        ([("verb", "GetRecord"), ("metadataPrefix", "oai_dc")], "badArgument"),
        ([("verb", "GetRecord"), ("identifier", "x")], "badArgument"),
        ([("verb", "ListRecords")], "badArgument"),
        ([*_LIST, ("set", "a"), ("set", "a")], "badArgument"),
        ([*_LIST, ("resumptionToken", "x")], "badArgument"),
        ([*_LIST, ("from", "x" * 5000)], "badArgument"),
        ([*_LIST, ("set", "\0")], "badArgument"),
        ([("verb", "ListRecords"), ("resumptionToken", "")], "badArgument"),
    ],
)
def test_what_is_no_request_is_refused(pairs: list[tuple[str, str]], code: str) -> None:
    with pytest.raises(Fault) as refused:
        read_request(pairs)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"from": "yesterday"}, "badArgument"),
        ({"from": "2026-02-30"}, "badArgument"),
        ({"from": "2026-1-1"}, "badArgument"),
        ({"from": "2026-01-01T00:00:00"}, "badArgument"),
        ({"from": "2026-01-01", "until": "2026-01-02T00:00:00Z"}, "badArgument"),
        ({"from": "2026-01-02", "until": "2026-01-01"}, "badArgument"),
        ({"set": "videos"}, "noRecordsMatch"),
        ({"set": "library:sorter"}, "noRecordsMatch"),
        ({"metadataPrefix": "marc"}, "cannotDisseminateFormat"),
    ],
)
def test_what_is_no_window_is_refused(arguments: dict[str, str], code: str) -> None:
    with pytest.raises(Fault) as refused:
        read_window({"metadataPrefix": "oai_dc", **arguments})
    assert refused.value.code == code


def test_a_day_is_whole_at_its_end() -> None:
    window = read_window({"metadataPrefix": "oai_dc", "from": "2026-01-01", "until": "2026-01-01"})
    assert window.since == datetime(2026, 1, 1, tzinfo=UTC)
    assert window.until == datetime(2026, 1, 1, 23, 59, 59, tzinfo=UTC)


@given(st.lists(st.tuples(st.sampled_from(["verb", "from", "set", "x"]), st.text()), max_size=4))
def test_whatever_is_asked_is_read_or_refused(pairs: list[tuple[str, str]]) -> None:
    with suppress(Fault):
        assert read_request(pairs)["verb"] in ARGUMENTS


@given(st.text(alphabet="abc-.0", min_size=1))
def test_an_identifier_leads_back(key: str) -> None:
    name = identifier("luban.example", "units", key)
    assert read_identifier(name, "luban.example") == ("units", key)


@given(st.text())
def test_a_text_is_an_identifier_only_if_it_leads_back(text: str) -> None:
    with suppress(Fault):
        assert identifier("luban.example", *read_identifier(text, "luban.example")) == text
