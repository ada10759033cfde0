"""Opening a unit of a course: a session, what it is told, and that it was launched."""

import secrets
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import quote, urlencode
from uuid import uuid4

import orjson
from django.conf import settings

from openluban.foundation.access.models import Account
from openluban.foundation.history.recording import Deed, record
from openluban.kernel.actor import Actor
from openluban.learning.launches.errors import NoConsent, NotEnrolled, NothingToOpen, NotOffered
from openluban.learning.launches.guests import LAUNCH_DATA, PREFERENCES
from openluban.learning.launches.identifying import agent_of, digest_of_secret, iri_of
from openluban.learning.launches.models import (
    Package,
    Participation,
    Progress,
    Registration,
    Session,
)
from openluban.learning.launches.packaging import package_of
from openluban.learning.launches.policies import learner_of, may_try
from openluban.learning.launches.rules.moving_on import NOTHING_DONE, is_satisfied
from openluban.learning.launches.rules.saying import BROWSE, MASTERY, NORMAL, REVIEW, SESSION
from openluban.learning.launches.rules.structure import Unit, course_from
from openluban.learning.launches.sessions import unit_of
from openluban.learning.launches.settling import done_in, settle
from openluban.learning.launches.speaking import Clock, Said, say, the_source
from openluban.learning.learners.public import Person, Purpose, has_consent
from openluban.learning.statements.public import (
    AGENT_PROFILE,
    STATE,
    Condition,
    Place,
    Refused,
    as_micros,
    digest_of,
    identity,
    one_writes,
    put_document,
)
from openluban.teaching.packs.public import the_resource

_EXTENSIONS = "https://w3id.org/xapi/cmi5/context/extensions"
_JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be opened, from where: ``site`` without a slash, ``back`` where it leads then."""

    resource: str
    unit: str
    site: str
    back: str
    languages: tuple[str, ...] = ()


def launch_unit(*, wish: Wish, actor: Actor, at: datetime, clock: Clock) -> str:
    """Open a unit and return the address at which it runs.

    A learner's first opening registers them on the course; a session that is open is abandoned. A
    unit that is done is opened for review, and a teacher's trial only for looking round.

    :raises NotOffered: the site has no origin for courses
    :raises NotEnrolled: the actor neither learns here now nor teaches
    :raises NoConsent: the learner has not agreed to statements being kept
    :raises NotFound: the public sees no such resource
    :raises NothingToOpen: it has no published text, or no such unit
    """
    if not settings.LUBAN_CONTENT_ORIGIN:
        raise NotOffered
    person = learner_of(actor)
    if person is None and not may_try(actor):
        raise NotEnrolled
    if person is not None and not has_consent(person.pk, Purpose.STATEMENTS):
        raise NoConsent
    package = package_of(the_resource(wish.resource), at=at)
    course = course_from(package.structure)
    unit = course.unit(wish.unit)
    if unit is None:
        raise NothingToOpen
    the_source(wish.site, at)
    with one_writes():
        registration, is_new = _registered(person, package, wish, actor, at)
        if is_new:
            settle(registration, course, uuid4(), at=at, clock=clock)
        _abandon(registration, at=at, clock=clock)
        opening = _Opening(registration, unit, _mode(registration, unit, person), wish, at)
        return opening.open(clock)


def _registered(
    person: Person | None, package: Package, wish: Wish, actor: Actor, at: datetime
) -> tuple[Registration, bool]:
    made = {"name": secrets.token_hex(16), "home_page": f"{wish.site}/", "made_at": at}
    if person is not None:
        participation, _new = Participation.objects.get_or_create(person=person, defaults=made)
    else:
        account = Account.objects.get(key=actor.key)
        participation, _new = Participation.objects.get_or_create(account=account, defaults=made)
    registration, is_new = Registration.objects.get_or_create(
        participation=participation,
        resource=package.resource,
        defaults={"uuid": uuid4(), "package": package, "site": wish.site, "made_at": at},
    )
    if is_new:
        changes = {"course": (None, package.resource.key)}
        deed = Deed("launches.registered", "registrations", str(registration.uuid), changes)
        record(deed, actor=actor, at=at)
    elif registration.package_id != package.pk:
        registration.package = package
        registration.save(update_fields=["package"])
    return registration, is_new


def _mode(registration: Registration, unit: Unit, person: Person | None) -> str:
    if person is None:
        return BROWSE
    progress = list(Progress.objects.filter(registration=registration, unit=unit.key))
    done = replace(done_in(progress).get(unit.key, NOTHING_DONE), waived=False)
    return REVIEW if done != NOTHING_DONE and is_satisfied(unit, done) else NORMAL


def _abandon(registration: Registration, *, at: datetime, clock: Clock) -> None:
    """End the sessions that are open, and say so on their behalf."""
    opened = Session.objects.filter(registration=registration, ended_at=None)
    for session in opened.select_related("package", "registration__participation"):
        lasted = max(0, (session.said or 0) - as_micros(session.launched_at)) / 1_000_000
        said = Said("abandoned", unit_of(session), session.uuid, {"duration": f"PT{lasted:.2f}S"})
        say(registration, said, at=at, clock=clock)
        session.ended_at, session.is_abandoned = at, True
        session.save(update_fields=["ended_at", "is_abandoned"])


class _Opening:
    """One session in the making."""

    def __init__(
        self, registration: Registration, unit: Unit, mode: str, wish: Wish, at: datetime
    ) -> None:
        self._registration, self._unit, self._mode = registration, unit, mode
        self._wish, self._at = wish, at
        self._uuid = uuid4()
        self._agent = agent_of(registration.participation)
        self._activity = iri_of(registration.site, unit)

    def open(self, clock: Clock) -> str:
        place, fetch = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
        Session.objects.create(
            uuid=self._uuid,
            registration=self._registration,
            unit=self._unit.key,
            mode=self._mode,
            site=self._wish.site,
            package=self._registration.package,
            place=digest_of_secret(place),
            fetch=digest_of_secret(fetch),
            launched_at=self._at,
        )
        page = f"{settings.LUBAN_CONTENT_ORIGIN}/{place}/{quote(self._unit.path)}"
        self._put_launch_data()
        self._put_preferences()
        said = Said("launched", self._unit, self._uuid, extensions=self._extensions(page))
        say(self._registration, said, at=self._at, clock=clock)
        return f"{page}?{urlencode(self._asked(fetch))}"

    def _asked(self, fetch: str) -> dict[str, str]:
        return {
            "endpoint": f"{self._wish.site}/xAPI/",
            "fetch": f"{self._wish.site}/launches/fetch/{fetch}/",
            "actor": orjson.dumps(self._agent).decode(),
            "registration": str(self._registration.uuid),
            "activityId": self._activity,
        }

    def _extensions(self, page: str) -> dict[str, Any]:
        found: dict[str, Any] = {
            f"{_EXTENSIONS}/launchmode": self._mode,
            f"{_EXTENSIONS}/launchurl": page,
            f"{_EXTENSIONS}/moveon": self._unit.move_on.value,
        }
        if self._unit.mastery is not None:
            found[MASTERY] = float(self._unit.mastery)
        if self._unit.parameters:
            found[f"{_EXTENSIONS}/launchparameters"] = self._unit.parameters
        return found

    def _put_launch_data(self) -> None:
        unit = self._unit
        data: dict[str, Any] = {
            "contextTemplate": {
                "contextActivities": {"grouping": [{"id": unit.key}]},
                "extensions": {SESSION: str(self._uuid)},
            },
            "launchMode": self._mode,
            "moveOn": unit.move_on.value,
            "returnURL": self._wish.back,
        }
        if unit.mastery is not None:
            data["masteryScore"] = float(unit.mastery)
        if unit.parameters:
            data["launchParameters"] = unit.parameters
        if unit.entitlement:
            data["entitlementKey"] = {"courseStructure": unit.entitlement}
        place = Place(
            STATE,
            digest_of(identity(self._agent)),
            digest_of(self._activity),
            str(self._registration.uuid),
            LAUNCH_DATA,
        )
        self._put(place, data, Condition())

    def _put_preferences(self) -> None:
        """Say in which languages the learner reads, unless a course wrote down what they chose."""
        place = Place(AGENT_PROFILE, digest_of(identity(self._agent)), name=PREFERENCES)
        data = {"languagePreference": ",".join(self._wish.languages), "audioPreference": "on"}
        with suppress(Refused):
            self._put(place, data, Condition(if_none_match="*"))

    def _put(self, place: Place, data: dict[str, Any], condition: Condition) -> None:
        put_document(
            place=place,
            content=orjson.dumps(data),
            content_type=_JSON,
            condition=condition,
            at=as_micros(self._at),
        )
