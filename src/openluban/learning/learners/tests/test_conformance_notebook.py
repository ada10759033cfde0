"""Google's OneRoster 1.2 conformance notebook, run against the provider where it is at hand.

``LUBAN_ONEROSTER_NOTEBOOK`` names the file, else it lies beside the repository.
"""

import contextlib
import io
import json
import os
import sys
import threading
import types
from collections.abc import Iterator
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connections

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


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_said: object) -> None:
        """Say nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    """Serve on the loopback, on the test's own connection: what it wrote is not for good."""
    own = connections["default"]
    server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=_Quiet)

    def serve() -> None:
        connections["default"] = own
        server.serve_forever(poll_interval=0.05)

    own.inc_thread_sharing()
    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    own.dec_thread_sharing()


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
    report = notebook.report_card
    assert len(report) >= 20, said.getvalue()
    failed = [
        (name, *result) for name, results in report.items() for result in results
        if result[1] != "pass"
    ]  # fmt: skip
    assert failed == [], said.getvalue()
