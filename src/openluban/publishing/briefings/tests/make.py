"""Makers of answers, documents, briefings and editions for tests."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime

from django.test import Client

from openluban.directory.places.tests.make import make_membership
from openluban.foundation.documents.document import Document
from openluban.foundation.registers.tests.make import make_officer
from openluban.foundation.registers.use_cases.edit import edit_record
from openluban.kernel.actor import SYSTEM, Actor
from openluban.network.workshops.tests.make import make_workshop
from openluban.publishing.briefings.frozen import FrozenFigure, SeenRecord
from openluban.publishing.briefings.loading import publish_as
from openluban.publishing.briefings.markup import FilledNumber, fill, placeholders_of
from openluban.publishing.briefings.models import BriefingText, Edition
from openluban.publishing.briefings.use_cases.confirm_publication import confirm_publication
from openluban.publishing.briefings.use_cases.correct import correct
from openluban.publishing.briefings.use_cases.write_text import write_text

SUMMIT_EVE = date(2025, 8, 30)
AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
QUESTION = "workshops bloc=sco_members led_from=tianjin"
TEXTS = {
    "en": f"# There are {{{{{QUESTION}}}}}\n\nIn {{{{host_countries bloc=sco_members}}}}.",
    "zh-hans": f"# 现有{{{{{QUESTION}}}}}\n\n共{{{{host_countries bloc=sco_members}}}}。",
    "ru": f"# Работают {{{{{QUESTION}}}}}\n\n{{{{host_countries bloc=sco_members}}}}.",
}


def make_answer(words: str = "10 workshops", **changed: str) -> FilledNumber:
    """Make the answer to a placeholder; any field can be given another value."""
    fields = {
        "words": words,
        "url": "https://luban.example/figures/workshops/?at=2025-08-30",
        "definition": "Opened; SCO members and dialogue partners; led from Tianjin.",
        "standing": "agrees",
        "standing_words": "Agrees with what was published",
    }
    return FilledNumber(**{**fields, **changed})


def make_document(
    markdown: str,
    answers: Mapping[str, FilledNumber] | None = None,
    *,
    language: str = "en",
    day_words: str = "30 August 2025",
) -> Document:
    """Make a document; a placeholder without an answer gets `make_answer`'s."""
    known = {one.key: make_answer() for one in placeholders_of(markdown)} | dict(answers or {})
    return fill(markdown, known, language=language, day=SUMMIT_EVE, day_words=day_words)


def make_world() -> None:
    """Make three workshops in SCO members, one of them known to the year, and one in France."""
    for country in ("kz", "tj", "uz"):
        make_membership("sco", country, since="2001-06-15")
    make_membership("sco", "eg", kind="dialogue_partner", since="2022-09-16")
    make_workshop("kz-one", country="kz", opened="2020-05-01")
    make_workshop("tj-one", country="tj", opened="2022-11-29")
    make_workshop("uz-one", country="uz", opened="2025")
    make_workshop("fr-one", country="fr", opened="2019")


def make_texts(key: str = "sco", texts: Mapping[str, str] = TEXTS) -> None:
    """Write a briefing in every language given."""
    for language, body in texts.items():
        write_text(briefing_key=key, language=language, body=body, actor=SYSTEM, at=AT)


def make_signers() -> tuple[Actor, Actor]:
    """Make two officers."""
    return make_officer("Olga"), make_officer("Wei")


def make_edition(key: str = "sco", texts: Mapping[str, str] = TEXTS) -> Edition:
    """Publish a briefing on the eve of the summit, signed by two officers made for it."""
    make_texts(key, texts)
    first, second = make_signers()
    return publish_as(first, second, day=SUMMIT_EVE, at=AT, briefing_key=key)


def move(workshop: str, country: str) -> None:
    """Change a workshop's country, as an officer does."""
    edit_record(
        register_key="workshops", key=workshop, cells={"country": country}, actor=SYSTEM, at=AT
    )


def make_seen(key: str = "a", **changed: str) -> SeenRecord:
    """Make a record as a figure sees it."""
    fields = {"register": "workshops", "begins": "2020-05-01", "latest": "2020-05-01"} | changed
    return SeenRecord(key=key, names={"en": key.upper()}, **fields)


def make_frozen(*records: SeenRecord, question: str = "workshops", value: str = "") -> FrozenFigure:
    """Make a number that rests on the records; its value is how many there are."""
    number = value or str(len(records))
    words = {language: {"phrase": number} for language in ("en", "zh-hans", "ru")}
    titles = dict.fromkeys(words, "Workshops")
    return FrozenFigure(
        question=question,
        figure="workshops",
        choices={"gate": "opened"},
        at="2025-08-30",
        stated_at="",
        unit="workshop",
        value=number,
        low=number,
        high=number,
        titles=titles,
        definitions=titles,
        words=words,
        records=records,
        count=len(records),
    )


def make_correction() -> Edition:
    """Publish a second edition, after a workshop moved to France and two officers signed."""
    move("kz-one", "fr")
    first, second = make_officer("Lena"), make_officer("Mei")
    request = correct(
        briefing_key="sco", day=SUMMIT_EVE, reason="It stands in France.", actor=first, at=AT
    )
    return confirm_publication(
        briefing_key="sco", signed_digest=request.digest, actor=second, at=AT
    )


def read_page(client: Client, address: str, language: str = "en") -> str:
    """Return a page that is there, its white space made single spaces."""
    response = client.get(address, headers={"accept-language": language})
    assert response.status_code == 200, address
    return re.sub(r"\s+", " ", response.content.decode())


def make_text(body: str = TEXTS["en"], **changed: object) -> BriefingText:
    """Write an English text, or with any argument changed."""
    given: dict[str, object] = {
        "briefing_key": "sco",
        "language": "en",
        "body": body,
        "actor": SYSTEM,
        "at": AT,
    }
    return write_text(**{**given, **changed})  # type: ignore[arg-type]
