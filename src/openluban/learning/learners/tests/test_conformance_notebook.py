"""Google's OneRoster 1.2 conformance notebook, run against the provider where it is at hand.

``LUBAN_ONEROSTER_NOTEBOOK`` names the file, else it lies beside the repository.
"""

import contextlib
import io
import json
import os
import sys
import types
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connections
from django.test.testcases import LiveServerThread

from openluban.foundation.access.models import Account
from openluban.learning.learners.tests.provider import make_house
from tests.harness.environment import REPOSITORY

_USUAL = REPOSITORY.parent / "shared/conformance/oneroster_1_2_test_suite.ipynb"
NOTEBOOK = Path(os.environ.get("LUBAN_ONEROSTER_NOTEBOOK", str(_USUAL)))

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not NOTEBOOK.is_file(),
        reason="the notebook oneroster_1_2_test_suite.ipynb is not at hand",
    ),
]


def _cells() -> list[str]:
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    return ["".join(each["source"]) for each in cells if each["cell_type"] == "code"]


@pytest.fixture
def address() -> Iterator[str]:
    """Serve on the loopback, on the test's own connection: what it wrote is not for good."""
    connection = connections["default"]
    connection.inc_thread_sharing()
    thread = LiveServerThread(
        "127.0.0.1", StaticFilesHandler, connections_override={"default": connection}
    )
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    assert thread.error is None
    yield f"http://127.0.0.1:{thread.port}"
    thread.terminate()
    connection.dec_thread_sharing()


def test_every_test_of_the_notebook_passes(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    house = make_house()
    base = f"{address}/ims/oneroster"
    given = {
        "token_url": f"{base}/token",
        "one_roster_url": f"{base}/v1p2",
        "client_id": house.program.key,
        "client_secret": house.secret,
        "teacher_email_address": Account.objects.get(key=house.teacher.key).email,
    }
    # It prints tables with a package that is not needed for anything else.
    tables = types.ModuleType("tabulate")
    tables.tabulate = lambda rows, **_: "\n".join(map(str, rows))  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "tabulate", tables)
    # Its classes look their own module up.
    notebook = types.ModuleType("notebook")
    monkeypatch.setitem(sys.modules, "notebook", notebook)
    with contextlib.redirect_stdout(io.StringIO()) as said:
        for cell in _cells():
            exec(compile(cell, str(NOTEBOOK), "exec"), notebook.__dict__)  # noqa: S102
            if "client_secret = " in cell:
                notebook.__dict__.update(given)
    report = notebook.report_card  # type: ignore[attr-defined]
    assert len(report) >= 20, said.getvalue()
    failed = [
        (name, *result) for name, results in report.items() for result in results
        if result[1] != "pass"
    ]  # fmt: skip
    assert failed == [], said.getvalue()
