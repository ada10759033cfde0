"""People of every role, and records of every standing, on the real public register."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from django.utils import timezone

from openluban.config.loading import load_public_register
from openluban.foundation.access.actors import actor_for
from openluban.foundation.access.models import Account, ApiToken, Grant
from openluban.foundation.api.use_cases.issue_token import issue_token
from openluban.foundation.evidence.models import Claim
from openluban.foundation.registers.models import Proposal
from openluban.foundation.registers.record import Audience
from openluban.foundation.registers.use_cases.edit import edit_record
from openluban.foundation.registers.use_cases.end import set_audience
from openluban.foundation.registers.use_cases.enter import enter_record
from openluban.kernel.actor import SYSTEM, Actor
from openluban.learning.learners.tests.make import make_cohort, make_enrolment, make_learner
from openluban.network.workshops.public import Workshop
from openluban.publishing.briefings.loading import publish_as
from openluban.publishing.briefings.use_cases.write_text import write_text
from openluban.teaching.courseware.public import Wish as Package
from openluban.teaching.courseware.public import bring_in_package
from openluban.teaching.library.public import Writing, add_film, publish_text, write_unit_text
from openluban.teaching.library.tests.made_films import mp4
from openluban.teaching.memory.models import Unit as MemoryUnit
from openluban.teaching.memory.use_cases.remember import Pair, Source, remember
from openluban.teaching.packs.public import Wish, make_pack

ROLES = {
    "contributor": ("contributor", "tute"),
    "stranger": ("contributor", "university-of-chichester"),
    "officer": ("officer", ""),
    "administrator": ("administrator", ""),
}
"""Who there is besides the public: role and scope. The stranger is of another institution."""
PASSWORD = "correct horse battery staple"  # noqa: S105 - of nobody


@dataclass(frozen=True)
class Person:
    """Somebody of a role, with a token that may write."""

    account: Account
    actor: Actor
    secret: str


@dataclass(frozen=True)
class Cast:
    """Everybody, and what the addresses of the access table stand for."""

    people: dict[str, Person]
    places: dict[str, str]
    """What the placeholders of addresses stand for."""


def make_cast(*, at: datetime | None = None) -> Cast:
    """Load the public register and add people, proposals and an internal record."""
    at = at or timezone.now()
    load_public_register(at=at)
    people = {name: make_person(name, *grant, at=at) for name, grant in ROLES.items()}
    contributor, officer = people["contributor"].actor, people["officer"].actor
    enter_record(
        register_key="workshops",
        cells={"key": "proposed-one", "name_en": "A proposed workshop", "country": "kz"},
        actor=contributor,
        at=at,
    )
    enter_record(
        register_key="workshops",
        cells={"key": "internal-one", "name_en": "A negotiation", "country": "kz"},
        actor=officer,
        at=at,
    )
    enter_record(
        register_key="standards",
        cells={"key": "a-standard", "name_en": "A standard", "category": "manufacturing"},
        actor=officer,
        at=at,
    )
    set_audience(
        register_key="workshops",
        key="internal-one",
        audience=Audience.INTERNAL,
        actor=officer,
        at=at,
    )
    edit_record(
        register_key="workshops",
        key="tj-ttu",
        cells={"name_en": "Another name"},
        actor=contributor,
        at=at,
    )
    _publish_briefing(officer, people["administrator"].actor, at=at)
    _write_unit(officer, contributor, at=at)
    _remember(at=at)
    pack = make_pack(resource_key="course", wish=Wish(("zh-hans",)), actor=officer, at=at)
    learner = _keep_a_learner()
    film = add_film(
        unit_key="course.one", file=BytesIO(mp4()), name="one.mp4", actor=contributor, at=at
    )
    learner |= {"film": film.digest}
    places = learner | {"pack": pack.sha256, "package": _bring_a_package_in(contributor, at=at)}
    return Cast(people, _places(people) | places)


def _bring_a_package_in(actor: Actor, *, at: datetime) -> str:
    """Keep a package that becomes nothing, and return its digest."""
    structure = (
        '<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">'
        '<course id="urn:course"><title><langstring lang="en">A game</langstring></title>'
        '<description><langstring lang="en">To play.</langstring></description></course>'
        "</courseStructure>"
    )
    brought = bring_in_package(
        data=structure.encode(), name="cmi5.xml", wish=Package(), actor=actor, at=at
    )
    return brought.reading.digest


def _publish_briefing(first: Actor, second: Actor, *, at: datetime) -> None:
    day = timezone.localdate(at)
    for key in ("published", "draft"):
        write_text(
            briefing_key=key,
            language="en",
            body="# A briefing\n\nThere are {{ workshops }}.",
            actor=first,
            at=at,
        )
    publish_as(first, second, day=day, at=at, briefing_key="published")


def _write_unit(officer: Actor, contributor: Actor, *, at: datetime) -> None:
    """Publish a unit in Chinese, and draft its Russian text as the contributor."""
    cells = {"name_en": "A course", "kind": "textbook", "rights": "CC-BY-4.0"}
    cells |= {"key": "course", "original_language": "zh-hans"}
    enter_record(register_key="library", cells=cells, actor=officer, at=at)
    cells = {"key": "course.one", "name_en": "One", "resource": "course", "position": "1"}
    enter_record(register_key="units", cells=cells, actor=officer, at=at)
    texts = (("zh-hans", "# 一", officer), ("ru", "# Один", contributor))
    for language, body, writer in texts:
        writing = Writing(language=language, body=body)
        write_unit_text(unit_key="course.one", writing=writing, actor=writer, at=at)
    publish_text(
        unit_key="course.one",
        edition=("zh-hans", 1),
        without_review="test",
        actor=officer,
        at=at,
    )


def _keep_a_learner() -> dict[str, str]:
    """Keep a learner at the shown workshop; none of the roles is of it."""
    workshop = Workshop.objects.get(key="tj-ttu")
    cohort = make_cohort(workshop)
    person = make_learner(workshop)
    enrolment = make_enrolment(person, cohort=cohort)
    return {"learner": person.key, "enrolment": enrolment.key, "cohort": cohort.key}


def _remember(*, at: datetime) -> None:
    pair = Pair("en", "ru", "A pin", "Вывод")
    remember(pairs=[pair], origin=Source("cast", "Cast", is_public=True), actor=SYSTEM, at=at)


def _places(people: dict[str, Person]) -> dict[str, str]:
    claim = Claim.objects.filter(register="gates", field="passed_on").order_by("pk")[0]
    account = people["contributor"].account
    return {
        "shown": "tj-ttu",
        "proposed": "proposed-one",
        "internal": "internal-one",
        "new": str(Proposal.objects.get(kind="new").pk),
        "change": str(Proposal.objects.get(kind="change").pk),
        "claim": str(claim.pk),
        "claimed": claim.record,
        "memory_unit": str(MemoryUnit.objects.get(origin__key="cast").pk),
        "person": account.key,
        "grant": str(Grant.objects.get(account=account).pk),
        "unit": "course.one",
        "token": str(ApiToken.objects.get(account=account).pk),
    }


def make_person(name: str, role: str, scope: str, *, at: datetime) -> Person:
    """Make an account of a role, signed in to nothing yet, with a token."""
    account = Account.objects.create_user(f"{name}@example.org", PASSWORD, name=name.title())
    Grant.objects.create(account=account, role=role, scope=scope)
    actor = actor_for(account)
    _token, secret = issue_token(name="tests", only_reads=False, actor=actor, at=at)
    return Person(account, actor, secret)
