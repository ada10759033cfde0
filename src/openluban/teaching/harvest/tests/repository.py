"""A repository elsewhere for tests: behaves as told, on a port of its own."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">'
    "<responseDate>{moment}</responseDate><request>x</request>"
)
CORE = (
    '<metadata><dc xmlns="http://www.openarchives.org/OAI/2.0/oai_dc/" '
    'xmlns:d="http://purl.org/dc/elements/1.1/">{}</dc></metadata>'
)
MOMENT = "2026-05-01T12:00:00Z"


@dataclass
class Sent:
    """An answer of the server."""

    body: bytes | str = ""
    status: int = 200
    kind: str = "text/xml"
    headers: dict[str, str] = field(default_factory=dict)


Given = dict[str, str]


def identify(granularity: str = "YYYY-MM-DDThh:mm:ssZ", deleted: str = "persistent") -> str:
    """Return an answer to Identify."""
    return (
        f"{HEAD.format(moment=MOMENT)}<Identify><repositoryName>Far &amp; away</repositoryName>"
        f"<protocolVersion>2.0</protocolVersion><deletedRecord>{deleted}</deletedRecord>"
        f"<granularity>{granularity}</granularity></Identify></OAI-PMH>"
    )


def page(*records: str, more: str | None = None, moment: str = MOMENT) -> str:
    """Return a page of records; ``more`` is the token of the next one."""
    last = "" if more is None else f"<resumptionToken>{escape(more)}</resumptionToken>"
    inner = "".join(records) + last
    return f"{HEAD.format(moment=moment)}<ListRecords>{inner}</ListRecords></OAI-PMH>"


def error(code: str) -> str:
    """Return an error of the protocol."""
    return f'{HEAD.format(moment=MOMENT)}<error code="{code}">So.</error></OAI-PMH>'


def record(name: str, *statements: str, datestamp: str = MOMENT) -> str:
    """Return a record; without statements it has a title and an address."""
    told = statements or (
        f'<d:title xml:lang="ru">Книга {name}</d:title>',
        f"<d:identifier>https://far.example/{name}</d:identifier>",
        "<d:language>ru</d:language>",
    )
    core = CORE.format("".join(told))
    return f"<record>{_header(name, datestamp)}</header>{core}</record>"


def deleted(name: str) -> str:
    """Return a record that is deleted."""
    header = _header(name, MOMENT, ' status="deleted"')
    return f"<record>{header}</header></record>"


def _header(name: str, datestamp: str, status: str = "") -> str:
    return (
        f"<header{status}><identifier>oai:far.example:{name}</identifier>"
        f"<datestamp>{datestamp}</datestamp>"
    )


@contextmanager
def serving(answer: Callable[[Given], Sent | str]) -> Iterator[str]:
    """Serve what a function answers to the arguments of a request; yield the base address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            given = {name: some[0] for name, some in parse_qs(urlsplit(self.path).query).items()}
            sent = answer(given)
            sent = Sent(sent) if isinstance(sent, str) else sent
            body = sent.body.encode() if isinstance(sent.body, str) else sent.body
            self.send_response(sent.status)
            self.send_header("Content-Type", sent.kind)
            for name, value in sent.headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                self.wfile.write(body)
            except OSError:
                self.close_connection = True

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/oai"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
