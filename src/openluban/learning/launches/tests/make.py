"""Makers of courses, learners on them, and what an open unit says."""

from base64 import b64decode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import orjson
from django.http import HttpResponse
from django.test import Client

from openluban.foundation.access.actors import actor_for
from openluban.foundation.registers.tests.make import make_account
from openluban.foundation.registers.use_cases.enter import enter_record
from openluban.kernel.actor import Actor
from openluban.learning.launches.models import Session
from openluban.learning.launches.packaging import structure_of
from openluban.learning.launches.rules.saying import CATEGORY, MOVE_ON, VERBS
from openluban.learning.launches.use_cases.hand_out_token import hand_out_token
from openluban.learning.launches.use_cases.launch import Wish, launch_unit
from openluban.learning.launches.views.clock import now
from openluban.learning.learners.public import Agreed, Cohort, Person, Purpose, give_consent
from openluban.learning.learners.tests.make import (
    make_cohort,
    make_enrolment,
    make_learner,
    make_learner_account,
    make_place,
)
from openluban.learning.statements.tests.make import Program
from openluban.teaching.library.public import Writing, publish_text, write_unit_text
from openluban.teaching.packs.public import the_resource

SITE, ORIGIN = "http://testserver", "http://content.localhost:8000"
COURSE = "pumps"


def make_course(*units: str) -> Actor:
    """Publish a course with units (two, unless told otherwise); return the officer who did."""
    at = datetime.now(UTC)
    officer = actor_for(make_account("Olga", "officer"))
    cells = {"key": COURSE, "name_en": "Pumps", "kind": "textbook", "rights": "CC-BY-4.0"}
    enter_record(
        register_key="library", cells=cells | {"original_language": "en"}, actor=officer, at=at
    )
    for position, name in enumerate(units or ("first", "second"), 1):
        publish_unit(name, position, officer)
    return officer


def publish_unit(name: str, position: int, officer: Actor) -> None:
    """Publish one more unit of the course."""
    at, key = datetime.now(UTC), f"{COURSE}.{name}"
    cells = {"key": key, "name_en": name, "resource": COURSE, "position": str(position)}
    enter_record(register_key="units", cells=cells, actor=officer, at=at)
    body = f"# The {name} unit\n\nA pump moves water."
    writing = Writing(language="en", body=body)
    write_unit_text(unit_key=key, writing=writing, actor=officer, at=at)
    publish_text(unit_key=key, edition=("en", 1), without_review="test", actor=officer, at=at)


@dataclass(frozen=True)
class Learner:
    """Somebody enrolled, with a sign-in."""

    person: Person
    actor: Actor
    cohort: Cohort


def make_enrolled(*, agrees: bool = True, name: str = "Farrukh") -> Learner:
    """Make a learner of a cohort, who has agreed to statements being kept."""
    workshop = make_place()
    cohort = Cohort.objects.filter(name="M-26").first() or make_cohort(workshop)
    person = make_learner(workshop)
    make_enrolment(person, cohort=cohort)
    actor = make_learner_account(person, name)
    if agrees:
        agreed = Agreed(Purpose.STATEMENTS.value, "1", "en")
        at = datetime.now(UTC)
        give_consent(key=person.key, agreed=agreed, on=at.date(), actor=actor, at=at)
    return Learner(person, actor, cohort)


class Opened:
    """A unit that was opened, and talks with the store as its script would."""

    def __init__(self, address: str) -> None:
        self.address = address
        parts = urlsplit(address)
        self.path = parts.path
        self.asked = {name: found[0] for name, found in parse_qs(parts.query).items()}
        self.actor: dict[str, Any] = orjson.loads(self.asked["actor"])
        self.registration, self.activity = self.asked["registration"], self.asked["activityId"]
        self.fetch = urlsplit(self.asked["fetch"]).path
        handed = hand_out_token(secret=self.fetch.split("/")[-2], at=datetime.now(UTC))
        self.token = handed.token
        self.program = Program(f"Basic {self.token}", version="1.0.3")
        uuid = b64decode(self.token).decode().partition(":")[0].removeprefix("~")
        self.session = Session.objects.get(uuid=uuid)
        self.data = json_of(self.state("LMS.LaunchData"))
        self.began = datetime.now(UTC)

    def state(self, name: str, method: str = "GET", body: Any = b"") -> HttpResponse:
        """Ask for a state of the unit."""
        return self.program.ask(
            method,
            "activities/state",
            body,
            stateId=name,
            activityId=self.activity,
            agent=self.actor,
            registration=self.registration,
        )

    def statement(self, verb: str, seconds: int = 0, **changes: Any) -> dict[str, Any]:
        """Make one of cmi5's own statements, so many seconds after the beginning."""
        context = orjson.loads(orjson.dumps(self.data["contextTemplate"]))
        categories = [{"id": CATEGORY}]
        result: dict[str, Any] = {}
        if verb != "initialized":
            result["duration"] = "PT5S"
        if verb == "completed":
            result["completion"] = True
        if verb in {"passed", "failed"}:
            result["success"] = verb == "passed"
        if verb in {"completed", "passed", "failed"}:
            categories.append({"id": MOVE_ON})
        context["contextActivities"]["category"] = categories
        context["registration"] = self.registration
        made = {
            "id": str(uuid4()),
            "actor": self.actor,
            "verb": {"id": VERBS + verb, "display": {"en": verb}},
            "object": {"objectType": "Activity", "id": self.activity},
            "context": context,
            "timestamp": (self.began + timedelta(seconds=seconds)).isoformat(),
            **({"result": result} if result else {}),
            **changes,
        }
        return {name: value for name, value in made.items() if value is not None}

    def send(self, *statements: dict[str, Any]) -> HttpResponse:
        """Send statements and return the answer."""
        return self.program.ask("POST", "statements", list(statements))

    def say(self, *verbs: str) -> None:
        """Say cmi5's own verbs one after the other; each must be taken."""
        for place, verb in enumerate(verbs):
            answer = self.send(self.statement(verb, place))
            assert answer.status_code == 200, answer.content


def json_of(answer: HttpResponse) -> Any:
    """Return what an answer of the store says."""
    return orjson.loads(answer.content)


def open_unit(actor: Actor, unit: str = "first", *, at: datetime | None = None) -> Opened:
    """Open a unit of the course as somebody."""
    return Opened(launched(actor, unit, at=at))


def launched(actor: Actor, unit: str = "first", *, at: datetime | None = None) -> str:
    """Open a unit of the course and return its address."""
    wish = Wish(COURSE, unit_key(unit), SITE, f"{SITE}/launches/courses/{COURSE}/", ("en",))
    return launch_unit(wish=wish, actor=actor, at=at or datetime.now(UTC), clock=now)


def go_through(course: str, actor: Actor) -> str:
    """Open the first unit of a course and go through it; return its publisher's id."""
    unit = next(structure_of(the_resource(course)).units())
    wish = Wish(course, unit.key, SITE, f"{SITE}/", ("en",))
    address = launch_unit(wish=wish, actor=actor, at=datetime.now(UTC), clock=now)
    Opened(address).say("initialized", "completed", "terminated")
    return unit.key


def unit_key(unit: str) -> str:
    """Return the publisher's id of a unit of the course."""
    found = structure_of(the_resource(COURSE)).units()
    return next((each.key for each in found if each.key.endswith(f":{unit}")), unit)


def content_client() -> Client:
    """Return a visitor of the origin of courses."""
    return Client(raise_request_exception=False, headers={"host": "content.localhost:8000"})
