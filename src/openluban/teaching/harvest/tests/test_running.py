"""Runs over repositories elsewhere: what comes over, what is followed, where they stop."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import pytest
from django.test import Client

from openluban.foundation.history.models import Entry
from openluban.foundation.registers.tests.make import client_of, make_contributor, make_officer
from openluban.kernel.actor import PUBLIC, SYSTEM
from openluban.kernel.refusals import NotAllowed
from openluban.teaching.harvest import rules_of_taking
from openluban.teaching.harvest.errors import (
    NoSuchSource,
    Overtaken,
    SourceKnown,
    SourceUnfit,
)
from openluban.teaching.harvest.models import Elsewhere, Source
from openluban.teaching.harvest.queries.sources import sources_named
from openluban.teaching.harvest.running import run_source
from openluban.teaching.harvest.tests.repository import deleted, error, identify, page, record
from openluban.teaching.harvest.use_cases.keep_sources import add_source

pytestmark = pytest.mark.django_db
AT = datetime(2026, 5, 2, 12, 0, tzinfo=UTC)
Answers = Callable[[Mapping[str, str]], str]


@pytest.fixture
def source() -> Source:
    return add_source(key="far", url="https://far.example/oai", actor=SYSTEM, at=AT)


class Repository:
    """Answers in the order given; ``asked`` are the arguments of each request for records."""

    def __init__(self, *pages: str, about: str = "") -> None:
        self.pages, self.about = list(pages), about or identify()
        self.asked: list[dict[str, str]] = []

    def __call__(self, arguments: Mapping[str, str]) -> bytes:
        if arguments["verb"] == "Identify":
            return self.about.encode()
        self.asked.append(dict(arguments))
        return self.pages.pop(0).encode()


def run(source: Source, *pages: str, about: str = "", is_whole: bool = False) -> Repository:
    repository = Repository(*pages, about=about)
    run_source(source, ask=repository, clock=lambda: AT, is_whole=is_whole)
    return repository


def shown() -> list[str]:
    kept = Elsewhere.objects.shown().order_by("identifier")
    return [each.identifier.removeprefix("oai:far.example:") for each in kept]


def test_records_come_over_page_by_page_and_are_found(source: Source, client: Client) -> None:
    asked = run(source, page(record("a"), record("b"), more="t&1"), page(record("c"))).asked

    assert asked[0] == {"verb": "ListRecords", "metadataPrefix": "oai_dc"}
    assert asked[1] == {"verb": "ListRecords", "resumptionToken": "t&1"}
    assert (source.error, source.is_running, shown()) == ("", False, ["a", "b", "c"])
    kept = Elsewhere.objects.get(identifier="oai:far.example:a")
    assert (str(kept.name), kept.languages, kept.repository) == ("Книга a", "ru", "Far & away")
    found = client.get("/search/?q=книга").content.decode()
    assert f"/elsewhere/{kept.key}/" in found
    there = client.get(f"/elsewhere/{kept.key}/").content.decode()
    assert 'href="https://far.example/a"' in there
    assert "It lies there, not here." in there


def test_the_next_run_asks_from_one_granule_before(source: Source) -> None:
    run(source, page(record("a")))
    assert run(source, error("noRecordsMatch")).asked[0]["from"] == "2026-05-01T11:59:59Z"
    assert source.error == ""
    assert shown() == ["a"]
    whole = run(source, page(record("a")), is_whole=True)
    assert "from" not in whole.asked[0]


def test_what_changed_is_renewed_and_what_did_not_leaves_no_trace(source: Source) -> None:
    run(source, page(record("a"), record("b")))
    before = Entry.objects.filter(subject_kind="elsewhere").count()
    title = '<d:title xml:lang="en">Other</d:title>'
    run(source, page(record("a"), record("b", title)))

    assert source.counts == {"new": 0, "renewed": 1, "same": 1, "gone": 0, "skipped": 0}
    assert Entry.objects.filter(subject_kind="elsewhere").count() == before + 1
    assert str(Elsewhere.objects.get(identifier="oai:far.example:b").name) == "Other"


def test_deletions_are_followed_and_what_comes_back_is_there_again(
    source: Source, client: Client
) -> None:
    run(source, page(record("a"), record("b")))
    run(source, page(deleted("a"), deleted("never-seen")))
    assert shown() == ["b"]
    assert "Книга a" not in client.get("/search/?q=книга").content.decode()
    run(source, page(record("a")))
    assert shown() == ["a", "b"]
    assert Elsewhere.objects.count() == 2


def test_where_deletions_are_not_told_what_a_run_does_not_meet_is_gone(source: Source) -> None:
    about = identify(deleted="no")
    run(source, page(record("a"), record("b")), about=about)
    asked = run(source, page(record("b"), record("c", "<d:title/>")), about=about).asked

    assert "from" not in asked[0]
    assert shown() == ["b"]
    run(source, error("noRecordsMatch"), about=about)
    assert (source.error, shown()) == ("all_gone", ["b"])


def test_a_bad_record_is_skipped_with_its_rule_and_the_rest_comes_over(source: Source) -> None:
    run(
        source,
        page(
            "<record/>",
            record("no-title", "<d:subject>x</d:subject>"),
            record("bad-day", datestamp="yesterday"),
            record("no-such-day", datestamp="2026-02-30"),
            "<record><header><identifier/><datestamp/></header></record>",
            record("good"),
        ),
    )
    assert shown() == ["good"]
    assert source.skipped == [
        ["", "no_header"],
        ["oai:far.example:no-title", "no_title"],
        ["oai:far.example:bad-day", "bad_datestamp"],
        ["oai:far.example:no-such-day", "bad_datestamp"],
        ["", "bad_identifier"],
    ]
    assert source.counts["skipped"] == 5


def test_languages_are_kept_as_given_and_never_guessed(source: Source) -> None:
    told = (
        '<d:title xml:lang="Russian">Да</d:title>',
        "<d:title>Yes</d:title>",
        '<d:title xml:lang="zh">是</d:title>',
        "<d:language>zh</d:language>",
        "<d:language>chi</d:language>",
        "<d:language>на русском</d:language>",
    )
    run(source, page(record("a", *told)))
    kept = Elsewhere.objects.get()

    assert dict(kept.name.wordings) == {"und": "Да", "zh": "是"}
    assert kept.languages == "zh"
    assert kept.languages_given == "Russian | chi | на русском"


def test_a_run_that_is_cut_off_goes_on_where_it_was(source: Source) -> None:
    def cut(_arguments: Mapping[str, str]) -> bytes:
        raise KeyboardInterrupt

    repository = Repository(page(record("a"), more="1"))
    with pytest.raises(KeyboardInterrupt):
        run_source(
            source,
            ask=lambda each: repository(each) if repository.pages else cut(each),
            clock=lambda: AT,
        )
    fresh = Source.objects.get()
    asked = run(fresh, page(record("b"))).asked

    assert asked == [{"verb": "ListRecords", "resumptionToken": "1"}]
    assert (shown(), fresh.error, fresh.since) == (["a", "b"], "", "2026-05-01T11:59:59Z")


def test_a_token_that_expired_begins_the_run_again_without_doubling(source: Source) -> None:
    asked = run(
        source,
        page(record("a"), record("b"), more="1"),
        error("badResumptionToken"),
        page(record("a"), record("b"), more="2", moment="2026-05-01T13:00:00Z"),
        page(record("c")),
    ).asked

    assert "resumptionToken" not in asked[2]
    assert (shown(), Elsewhere.objects.count()) == (["a", "b", "c"], 3)
    assert source.since == "2026-05-01T11:59:59Z"  # what changed since the first answer comes again


def test_tokens_that_always_expire_end_it(source: Source) -> None:
    pages = [page(record("a"), more="1"), error("badResumptionToken")] * 4
    run(source, *pages)
    assert source.error == "list_expires"


@pytest.mark.parametrize(
    ("pages", "why"),
    [
        ([page(record("a"), more="1"), page(record("b"), more="1")], "list_circles"),
        ([page(record(each), more=each) for each in "abcabcabc"], "list_circles"),
        ([page(more=each) for each in "abc"], "pages_empty"),
        ([page(record("a"), more=str(each)) for each in range(5)], "records_repeat"),
        ([page(record(str(each)), more=str(each)) for each in range(9)], "no_end"),
        ([page(record("a"), more="x" * 9_000)], "place_too_long"),
        ([error("badArgument")], "protocol"),
        (["<html/>"], "not_oai"),
        ([page(record("a"))[:-9]], "xml_broken"),
        (
            ['<!DOCTYPE a [<!ENTITY b "c">]>' + page(record("a")).partition("?>")[2]],
            "xml_forbidden",
        ),
        (["<a>" * 100], "too_deep"),
        (['<?xml version="1.0" encoding="x-none"?><a/>'], "xml_broken"),
    ],
)
def test_what_goes_wrong_ends_the_run_and_is_written_down(
    source: Source, monkeypatch: pytest.MonkeyPatch, pages: list[str], why: str
) -> None:
    monkeypatch.setattr(rules_of_taking, "MOST_REPEATED", 3)
    if why == "no_end":
        monkeypatch.setattr(rules_of_taking, "MOST_PAGES", 8)
    run(source, *pages)

    fresh = Source.objects.get()
    assert fresh.error == why
    assert fresh.since == ""
    assert run(fresh, page(record("z"))).asked  # and the next run can go on
    assert fresh.error == ""
    assert "z" in shown()


def test_two_runs_at_once_do_not_mix(source: Source) -> None:
    other = Source.objects.get()
    run(source, page(record("a"), more="1"), error("badArgument"))
    with pytest.raises(Overtaken):
        run(other, page(record("b")))


def test_who_may_add_which_repository(source: Source) -> None:
    with pytest.raises(NotAllowed):
        add_source(key="other", url="https://a.example/", actor=PUBLIC, at=AT)
    with pytest.raises(SourceKnown):
        add_source(key="far", url="https://a.example/", actor=SYSTEM, at=AT)
    with pytest.raises(SourceKnown):
        add_source(key="same", url=source.url, actor=SYSTEM, at=AT)
    for key, url in (
        ("Far", "https://a.example/"),
        ("a", "file:///etc/passwd"),
        ("a", "https://user:secret@a.example/"),
        ("a", "https://a.example/?b=c"),
        ("a", "https://a.example:x/"),
        ("a", "https://a b/"),
    ):
        with pytest.raises(SourceUnfit):
            add_source(key=key, url=url, actor=SYSTEM, at=AT)
    with pytest.raises(NoSuchSource):
        sources_named("none")


def test_officers_see_how_it_went(source: Source, client: Client) -> None:
    run(source, page(record("a"), record("b", "<d:subject/>"), more="1"), "<html/>")
    shown_ = client_of(make_officer()).get("/harvest/").content.decode()

    assert "Far &amp; away" in shown_
    assert "What answers does not speak OAI-PMH 2.0." in shown_
    assert "oai:far.example:b" in shown_
    assert client_of(make_contributor()).get("/harvest/").status_code == 403
    assert client.get("/harvest/").status_code == 302
