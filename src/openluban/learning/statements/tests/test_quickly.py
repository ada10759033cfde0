"""What makes storing quick changes nothing of what is stored, refused and let go."""

import pytest
from django.db import OperationalError, connection

from openluban.learning.statements.errors import Unfit
from openluban.learning.statements.rows import quick_cursor
from openluban.learning.statements.rules.activities import activity
from openluban.learning.statements.rules.agents import agent
from openluban.learning.statements.rules.types import moment


def test_what_fitted_once_lets_nothing_else_pass() -> None:
    fitting = {"id": "https://luban.example/units/1", "definition": {"name": {"en": "A"}}}
    activity(fitting, "object")
    activity(fitting, "object")
    for unfit in ({**fitting, "more": 1}, {**fitting, "definition": {"name": {"en": True}}}):
        for _again in range(2):
            with pytest.raises(Unfit) as refused:
                activity(unfit, "context.contextActivities.parent[0]")
            assert str(refused.value.details["path"]).startswith("context.contextActivities")


def test_what_no_json_can_say_is_still_checked() -> None:
    with pytest.raises(Unfit):
        agent({"mbox": {1, 2}}, "actor")


def test_moments_are_counted_to_the_microsecond() -> None:
    said = {
        "1970-01-01T00:00:00Z": 0,
        "1969-12-31T23:59:59.999999Z": -1,
        "1970-01-01T01:30:00+01:30": 0,
        "1969-12-31T19:00:00.5-05:00": 500_000,
        "2016-12-31T23:59:60Z": 1_483_228_800_000_000,
        "2024-02-29T00:00:00.1234567Z": 1_709_164_800_123_456,
    }
    assert {text: moment(text, "timestamp") for text in said} == said


@pytest.mark.django_db
def test_the_quick_cursor_speaks_of_faults_as_django_does() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("SQLite's alone")
    with quick_cursor() as cursor, pytest.raises(OperationalError):
        cursor.execute("SELECT nothing FROM nowhere")
