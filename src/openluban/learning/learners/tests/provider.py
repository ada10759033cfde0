"""A workshop with classes, and a program that asks for them."""

import base64
from dataclasses import dataclass
from typing import Any

from django.test import Client

from openluban.kernel.actor import Actor
from openluban.learning.learners.formats.oneroster.scopes import PREFIX, SCOPES
from openluban.learning.learners.models.enrolments import Enrolment
from openluban.learning.learners.models.places import Cohort
from openluban.learning.learners.models.rosters import RosterClient
from openluban.learning.learners.rules.names import name_of
from openluban.learning.learners.rules.words import ContactKind, NameKind
from openluban.learning.learners.tests.make import (
    AT,
    make_cohort,
    make_enrolment,
    make_learner,
    make_place,
    make_registrar,
    make_teacher,
)
from openluban.learning.learners.use_cases.roster_clients import make_client

PLACE = "tj-ttu"
ROSTERING = "/ims/oneroster/rostering/v1p2/"
GRADEBOOK = "/ims/oneroster/gradebook/v1p2/"


@dataclass
class House:
    """What there is: two learners in a cohort, one elsewhere, a teacher, a program."""

    registrar: Actor
    cohort: Cohort
    first: Enrolment
    second: Enrolment
    teacher: Actor
    program: RosterClient
    secret: str


def make_house(scopes: tuple[str, ...] = SCOPES) -> House:
    """Make it all."""
    place, other = make_place(PLACE), make_place("kz-ektu")
    registrar = make_registrar(scope=PLACE)
    cohort = make_cohort(place)
    people = [
        make_learner(
            place,
            name_of(NameKind.PASSPORT, family="RAKHIMOV", given=given),
            contacts=((ContactKind.EMAIL, f"{given.lower()}@example.org"),),
        )
        for given in ("FARRUKH", "DAVRON")
    ]
    first, second = (make_enrolment(each, cohort=cohort) for each in people)
    make_enrolment(make_learner(other), cohort=make_cohort(other))
    make_enrolment(make_learner(place, is_synthetic=True), cohort=cohort)
    teacher = make_teacher(scope=PLACE, of=cohort)
    program, secret = make_client(
        name="Classroom", workshop=PLACE, scopes=scopes, actor=registrar, at=AT
    )
    return House(registrar, cohort, first, second, teacher, program, secret)


def ask_token(house: House, client: Client, **said: Any) -> Any:
    """Return the answer to a request for a token."""
    pair = f"{house.program.key}:{said.pop('secret', house.secret)}".encode()
    headers = {"Authorization": f"Basic {base64.b64encode(pair).decode()}"}
    asked = {"grant_type": "client_credentials", **said}
    return client.post("/ims/oneroster/token", asked, headers=headers)


def signed_in(house: House, client: Client, *scopes: str) -> dict[str, str]:
    """Return the headers with which a program asks."""
    scope = " ".join(PREFIX + each for each in scopes)
    token = ask_token(house, client, scope=scope).json()["access_token"]
    return {"Authorization": f"Bearer {token}"}
