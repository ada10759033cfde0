"""A foreign harvester takes the library while it changes, beside the same bytes from memory."""

import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from oaipmh_scythe import HTTPConfig, Scythe
from oaipmh_scythe.models import Record

from benchmarks.bare_pages import name_of
from benchmarks.numbers import Line
from benchmarks.servers import serving
from benchmarks.workers import Worker

_IDENTIFY = "/oai?verb=Identify"
_PAUSE = 0.1
"""Seconds between two changes."""
_OAI = "{http://www.openarchives.org/OAI/2.0/}"


@dataclass(frozen=True)
class _Taken:
    identifiers: frozenset[str]
    count: int
    seconds: float

    @property
    def rate(self) -> float:
        return self.count / self.seconds


def harvest(worker: Worker, *, records: int) -> Iterator[Line]:
    """Yield what was taken a second at rest, while records change, and from memory."""
    noted = worker.ask("offer", records=records)
    # A crawl of many thousand pages must not meet the limit for one address.
    served = worker.environment | {"LUBAN_API_RATE": "10000", "LUBAN_BENCH_KEEPS": "1"}
    with serving("benchmarks.wsgi:application", served, _IDENTIFY) as port:
        folder = worker.home / "pages"
        _keep(port, folder)
        still = _take(port)
        with _changing(worker, worker.home / "enough") as changes:
            changed = _take(port)
    given = worker.environment | {"LUBAN_BENCH_BYTES": str(folder)}
    with serving("benchmarks.bare_pages:application", given, _IDENTIFY) as port:
        bare = _take(port)
    group = f"harvest of {records:,} records by oaipmh-scythe, {worker.name}"
    yield Line(group, "noted for harvesters", {"records/s": f"{records / noted:,.0f}"})
    yield Line(group, "the same bytes from memory", _figures(bare))
    yield Line(group, "at rest", _figures(still), ratio=still.rate / bare.rate)
    what = f"while {changes[0]:,} texts are published"
    yield Line(group, what, _figures(changed), ratio=changed.rate / bare.rate)
    for name, taken in (("at rest", still), ("while it changes", changed)):
        share = len(taken.identifiers) / records
        figures = {"records": f"{len(taken.identifiers):,} of {records:,}"}
        yield Line(group, f"taken {name}", figures, ratio=share, bound=1.0, at_least=True)


def _figures(taken: _Taken) -> dict[str, str]:
    return {
        "records/s": f"{taken.rate:,.0f}",
        "in all": f"{taken.seconds:.1f} s",
        "told": f"{taken.count:,}",
    }


def _take(port: int) -> _Taken:
    begun = time.perf_counter()
    url, config = f"http://127.0.0.1:{port}/oai", HTTPConfig(timeout=120)
    with Scythe(url, http_config=config) as harvester:
        listed = harvester.list_records(metadata_prefix="oai_dc")
        found = [str(each.header.identifier) for each in listed if isinstance(each, Record)]
    return _Taken(frozenset(found), len(found), time.perf_counter() - begun)


@contextmanager
def _changing(worker: Worker, enough: Path) -> Iterator[list[int]]:
    """Let texts be published meanwhile; the list holds how many, once that is over."""
    changes: list[int] = []
    worker.begin("offer_change", until=str(enough), pause=_PAUSE)
    try:
        yield changes
    finally:
        enough.touch()
        changes.append(worker.answer())


def _keep(port: int, folder: Path) -> None:
    """Write down every page as it goes over the wire, by the token that leads to it."""
    folder.mkdir()
    token = ""
    while True:
        asked = {"resumptionToken": token} if token else {"metadataPrefix": "oai_dc"}
        query = urllib.parse.urlencode({"verb": "ListRecords", **asked})
        url = f"http://127.0.0.1:{port}/oai?{query}"
        with urllib.request.urlopen(url, timeout=120) as answer:
            body = answer.read()
        (folder / name_of(token)).write_bytes(body)
        root: Element = fromstring(body)
        token = root.findtext(f".//{_OAI}resumptionToken") or ""
        if not token:
            return
