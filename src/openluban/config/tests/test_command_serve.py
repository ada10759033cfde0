"""The server as a person starts and ends it."""

import os
import re
import signal
import socket
import sqlite3
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from openluban.config.serving import NoSuchPort, PortTaken, check_port, port_from
from openluban.config.tests.installation import Installation
from tests.harness.site import free_port

SECONDS_TO_START, SECONDS_TO_END = 180, 8
SPURIOUS = re.compile(r"Killing worker-\d after it refused to gracefully stop")
"""What granian may say of a worker that has just ended; to one that had not it gives ten seconds,
which is longer than a test waits."""


@contextmanager
def _served(installation: Installation, *words: str) -> Iterator[tuple[Any, str]]:
    port = free_port()
    process = installation.served(*words, "--port", str(port))
    try:
        address = f"http://localhost:{port}"
        _wait(address, process)
        yield process, address
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def _wait(address: str, process: Any) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=10).close()  # noqa: S310
        except OSError:
            time.sleep(0.1)
        else:
            return
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)  # or it would never end what it says
    pytest.fail(f"did not start: {process.communicate()[0]}")


def _page(address: str) -> str:
    with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 - our own address
        text: str = answer.read().decode()
        return text


def test_the_demonstration_serves_ends_on_ctrl_c_and_keeps_what_was_entered(
    empty: Installation,
) -> None:
    with _served(empty, "demo") as (process, address):
        home = _page(address)
        assert re.search(r'href="/static/ui/openluban\.[0-9a-f]{12}\.css"', home)
        begun = time.monotonic()
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: the workers get it, too
        said = process.communicate(timeout=SECONDS_TO_END)[0]
        assert time.monotonic() - begun < SECONDS_TO_END
        assert process.returncode == 0
        assert f"OpenLuban, the demonstration: {address}\n" in said
        assert "officer@demo.example" in said
        assert "Traceback" not in said
        assert [each for each in re.findall("WARNING.*", said) if not SPURIOUS.search(each)] == []
    entered = empty.luban("account", "create", "new@demo.example", "Somebody new")
    assert entered.status == 0, entered.err
    again = empty.served("demo", "--port", str(free_port()))
    for line in again.stdout or ():
        assert "Loading" not in line
        assert "is ready" not in line
        if line.startswith("End it"):
            break
    again.terminate()
    again.communicate(timeout=SECONDS_TO_END)
    refused = empty.luban("serve", "--port", str(free_port()))
    assert refused.status == 2
    assert "passwords everybody knows" in refused.err
    with sqlite3.connect(empty.database) as connection:
        addresses = {email for (email,) in connection.execute("SELECT email FROM access_account")}
    connection.close()
    assert "new@demo.example" in addresses


def test_a_real_installation_has_nobody_but_its_administrator(filled: Installation) -> None:
    made = filled.luban(
        *("setup", "--email", "ada@luban.example", "--name", "Ada", "--password-file", "-"),
        given="seven brown kettles\n",
    )
    assert made.status == 0, made.err
    with _served(filled, "serve", "--workers", "1") as (process, address):
        assert "demo.example" not in _page(f"{address}/accounts/login/")
        busy = filled.luban("restore", __file__)
        assert busy.status == 2
        assert "Stop the server" in busy.err
        process.terminate()
        process.communicate(timeout=SECONDS_TO_END)
    assert filled.luban("account", "list").out == "ada@luban.example  Ada  administrator\n"
    refused = filled.luban("demo", "--port", str(free_port()))
    assert refused.status == 2
    assert "belong to a real installation" in refused.err


def test_a_port_that_another_program_has_is_refused_at_once() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(PortTaken, match="in use"):
            check_port("127.0.0.1", taken.getsockname()[1])


@pytest.mark.parametrize("given", ["", "0", "65536", "80 ", "-1", "８０", "http"])
def test_what_is_no_port_is_refused(given: str) -> None:
    with pytest.raises(NoSuchPort):
        port_from(given)


def test_a_port_is_taken_as_it_is_given() -> None:
    assert port_from("8000") == 8000
