from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from openluban.learning.launches.errors import NoConsent, NotEnrolled, NothingToOpen, NotOffered
from openluban.learning.launches.models import Participation, Progress, Registration, Session
from openluban.learning.launches.tests.make import (
    COURSE,
    SITE,
    json_of,
    launched,
    make_course,
    make_enrolled,
    open_unit,
    publish_unit,
    unit_key,
)
from openluban.learning.launches.use_cases.hand_out_token import hand_out_token
from openluban.learning.learners.tests.make import (
    make_enrolment,
    make_learner,
    make_learner_account,
    make_place,
    make_registrar,
    make_teacher,
)
from openluban.learning.statements.public import Source
from openluban.learning.statements.tests.make import Program, make_key

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("offered")]
ADL = "https://w3id.org/xapi/adl/verbs/"


def said() -> list[dict[str, Any]]:
    """Return all statements, the oldest first."""
    source = Source.objects.filter(key="tablet").first()
    return Program(make_key(source), version="1.0.3").find(ascending=True)


def verbs() -> list[str]:
    return [each["verb"]["id"].rpartition("/")[2] for each in said()]


def test_begun_completed_left_and_the_course_satisfied() -> None:
    make_course()
    learner = make_enrolled()
    for unit in ("first", "second"):
        open_unit(learner.actor, unit).say("initialized", "completed", "terminated")

    one = ["launched", "initialized", "completed"]
    assert verbs() == [*one, "terminated", *one, "satisfied", "satisfied", "terminated"]
    assert Progress.objects.filter(completed_at=None).count() == 0
    assert Registration.objects.get().satisfied_at is not None
    block, course = (each for each in said() if each["verb"]["id"] == f"{ADL}satisfied")
    assert block["object"]["definition"]["type"].endswith("activitytype/block")
    assert course["object"]["definition"]["type"].endswith("activitytype/course")
    second = str(Session.objects.order_by("pk").last().uuid)  # type: ignore[union-attr]
    for each in (block, course):
        extensions = each["context"]["extensions"]
        assert extensions["https://w3id.org/xapi/cmi5/context/extensions/sessionid"] == second


def test_what_a_launch_says_and_hands_over() -> None:
    make_course()
    learner = make_enrolled()
    unit = open_unit(learner.actor)

    assert unit.asked["endpoint"] == f"{SITE}/xAPI/"
    assert unit.actor["account"]["homePage"] == f"{SITE}/"
    assert unit.activity != unit_key("first")
    assert unit.data["launchMode"] == "Normal"
    assert unit.data["moveOn"] == "Completed"
    assert unit.data["returnURL"] == f"{SITE}/launches/courses/{COURSE}/"
    assert unit.data["contextTemplate"]["contextActivities"]["grouping"] == [
        {"id": unit_key("first")}
    ]
    (launch,) = said()
    extensions = launch["context"]["extensions"]
    base = "https://w3id.org/xapi/cmi5/context/extensions"
    assert extensions[f"{base}/sessionid"] == str(unit.session.uuid)
    assert extensions[f"{base}/launchmode"] == "Normal"
    assert extensions[f"{base}/moveon"] == "Completed"
    assert extensions[f"{base}/launchurl"] == unit.address.partition("?")[0]
    assert launch["object"]["id"] == unit.activity
    assert launch["authority"]["account"]["name"] == "courses-opened-here"
    preferences = unit.program.ask(
        "GET", "agents/profile", profileId="cmi5LearnerPreferences", agent=unit.actor
    )
    assert json_of(preferences)["languagePreference"] == "en"


def test_the_token_is_handed_out_once() -> None:
    make_course()
    address = launched(make_enrolled().actor)
    secret = address.partition("launches%2Ffetch%2F")[2].partition("%2F")[0]
    at = datetime.now(UTC)

    assert hand_out_token(secret=secret, at=at).token
    assert hand_out_token(secret=secret, at=at).error == "1"
    assert hand_out_token(secret="another", at=at).error == "2"  # noqa: S106 - nobody's
    late = launched(make_enrolled(name="Other").actor, at=at - timedelta(hours=13))
    secret = late.partition("launches%2Ffetch%2F")[2].partition("%2F")[0]
    assert hand_out_token(secret=secret, at=at).error == "1"


def test_opening_another_unit_abandons_the_one_that_is_open() -> None:
    make_course()
    learner = make_enrolled()
    first = open_unit(learner.actor)
    first.say("initialized")
    open_unit(learner.actor, "second")

    assert verbs() == ["launched", "initialized", "abandoned", "launched"]
    abandoned = said()[2]
    assert abandoned["verb"]["id"] == f"{ADL}abandoned"
    assert abandoned["result"]["duration"].startswith("PT")
    answer = first.send(first.statement("completed", 1))
    assert (answer.status_code, json_of(answer)["code"]) == (403, "launches.session_over")


def test_a_unit_that_is_done_is_opened_for_review() -> None:
    make_course()
    learner = make_enrolled()
    open_unit(learner.actor).say("initialized", "completed", "terminated")
    again = open_unit(learner.actor)

    assert again.data["launchMode"] == "Review"
    again.say("initialized")
    assert again.send(again.statement("completed", 1)).status_code == 400


def test_a_teacher_tries_it_and_nothing_counts() -> None:
    make_course()
    teacher = make_teacher()
    trial = open_unit(teacher)

    assert trial.data["launchMode"] == "Browse"
    trial.say("initialized", "terminated")
    assert Participation.objects.get().person is None
    assert Registration.objects.get().satisfied_at is None


def test_what_is_published_anew_comes_with_the_next_opening() -> None:
    officer = make_course("first")
    learner = make_enrolled()
    open_unit(learner.actor).say("initialized", "completed", "terminated")
    publish_unit("third", 3, officer)
    again = open_unit(learner.actor, "third")

    again.say("initialized", "completed")
    assert verbs().count("satisfied") == 2
    assert Registration.objects.count() == 1


def test_the_pseudonym_and_the_activity_stay_the_same() -> None:
    make_course()
    learner = make_enrolled()
    first, second = open_unit(learner.actor), open_unit(learner.actor)

    assert first.actor == second.actor
    assert first.activity == second.activity
    assert first.registration == second.registration
    assert open_unit(make_enrolled(name="Other").actor).actor != first.actor


def test_who_may_not_opens_nothing() -> None:
    make_course()
    workshop = make_place()
    gone = make_learner(workshop)
    make_enrolment(gone, ("enrolled", "2026-09-01"), ("withdrawn", "2026-10-01"))
    for actor in (make_registrar(), make_learner_account(gone)):
        with pytest.raises(NotEnrolled):
            launched(actor)
    with pytest.raises(NoConsent):
        launched(make_enrolled(agrees=False, name="Other").actor)
    assert not Registration.objects.exists()


def test_what_is_not_there_is_not_opened(settings: Any) -> None:
    make_course()
    learner = make_enrolled()
    with pytest.raises(NothingToOpen):
        launched(learner.actor, "urn:none")
    settings.LUBAN_CONTENT_ORIGIN = ""
    with pytest.raises(NotOffered):
        launched(learner.actor)
