"""A real S3 server over HTTP, in memory, for the tests that keep files in one."""

import itertools
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

import boto3

from tests.harness.site import free_port

KEY, SECRET = "tester", "a/secret+of tests"
_SECONDS = 60
_numbers = itertools.count(1)


class NoStore(RuntimeError):
    """The server did not come up."""


@contextmanager
def running_s3() -> Iterator[str]:
    """Run the server on a free port and yield its address.

    :raises NoStore: it ended, or did not answer in time
    """
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    server = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"},
    )
    try:
        _wait_for(address, server)
        yield address
    finally:
        server.kill()
        server.wait()


def _wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + _SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 (our own address)
        except OSError:
            time.sleep(0.1)
        else:
            return
    message = f"no S3 server at {address}"
    raise NoStore(message)


@lru_cache
def client_of(endpoint: str) -> object:
    """Return a client of the server that is none of ours."""
    return boto3.session.Session().client(
        "s3",
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id=KEY,
        aws_secret_access_key=SECRET,
    )


def new_bucket(endpoint: str) -> str:
    """Make an empty bucket and return a ``STORAGE_URL`` that leads into it."""
    name = f"luban-{next(_numbers)}"
    client_of(endpoint).create_bucket(Bucket=name)  # type: ignore[attr-defined]
    return (
        f"s3://{KEY}:a%2Fsecret%2Bof%20tests@{name}/site/files?endpoint={endpoint}&region=us-east-1"
    )
