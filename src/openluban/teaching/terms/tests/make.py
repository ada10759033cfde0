"""Makers of concepts, terms and the people of both sides."""

from datetime import UTC, datetime

from openluban.directory.institutions.public import Institution
from openluban.directory.places.tests.make import make_country
from openluban.foundation.access.actors import actor_for
from openluban.foundation.registers.tests.make import make_account, make_contributor
from openluban.foundation.registers.use_cases.enter import enter_record
from openluban.kernel.actor import SYSTEM, Actor
from openluban.kernel.text import LocalizedText
from openluban.teaching.terms.models import Concept, Term
from openluban.teaching.terms.rules.finding import Entry

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def make_concept(key: str = "cnc-lathe", *, en: str = "CNC lathe", **cells: str) -> Concept:
    """Enter a concept."""
    given = {"key": key, "name_en": en, "domain": "mechanical", **cells}
    concept: Concept = enter_record(register_key="concepts", cells=given, actor=SYSTEM, at=AT)
    return concept


def make_term(key: str, text: str, language: str = "en", **cells: str) -> Term:
    """Enter a term; of the concept ``cnc-lathe`` unless another is given."""
    given = {"key": key, "concept": "cnc-lathe", "language": language, "text": text}
    given |= {"status": "proposed", **cells}
    term: Term = enter_record(register_key="terms", cells=given, actor=SYSTEM, at=AT)
    return term


def make_lathe() -> None:
    """Enter a concept with a term in three languages, and a forbidden one."""
    make_concept(name_zh="数控车床", name_ru="токарный станок с ЧПУ")
    make_term("lathe-en", "CNC lathe")
    make_term("lathe-zh", "数控车床", "zh-Hans")
    make_term("lathe-ru", "токарный станок с ЧПУ", "ru")
    make_term("lathe-ru-2", "станок-токарь", "ru", status="forbidden", remark="A calque.")


def make_institution(key: str, country: str) -> Institution:
    """Make an institution in a country."""
    return Institution.objects.create(
        key=key,
        name=LocalizedText({"en": key}),
        kind="college",
        country=make_country(country),
        changed_at=AT,
    )


def make_chinese(name: str = "Wei", institution: str = "tianjin-college") -> Actor:
    """Make a contributor of a Chinese institution."""
    if not Institution.objects.filter(key=institution).exists():
        make_institution(institution, "cn")
    return make_contributor(name, institution)


def make_host(name: str = "Farida", institution: str = "dushanbe-college") -> Actor:
    """Make a contributor of a host institution."""
    if not Institution.objects.filter(key=institution).exists():
        make_institution(institution, "tj")
    return make_contributor(name, institution)


def make_both(name: str = "Both") -> Actor:
    """Make somebody who proposes for an institution of each side."""
    for key, country in (("tianjin-college", "cn"), ("dushanbe-college", "tj")):
        if not Institution.objects.filter(key=key).exists():
            make_institution(key, country)
    account = make_account(name, "contributor", "tianjin-college")
    account.grants.create(role="contributor", scope="dushanbe-college")
    return actor_for(account)


def entry(text: str, language: str, concept: str = "c", status: str = "proposed") -> Entry:
    """Make a term as the index knows it."""
    return Entry(f"{concept}-{language}-{text}", concept, language, text, status)
