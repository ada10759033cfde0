"""Several clients that ask a web server at once, each over one connection that it keeps."""

import socket
import threading
import time
from dataclasses import dataclass

_SECONDS_TO_ANSWER = 60
_CHUNK = 1 << 16


@dataclass
class Load:
    """What the clients saw: seconds of every answer, and how long all of it took."""

    seconds: list[float]
    took: float

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.seconds) / self.took


@dataclass(frozen=True)
class Store:
    """A learning record store: where it answers, the header that signs in, the version to speak."""

    port: int
    key: str
    address: str = "/xAPI/statements"
    version: str = "2.0.0"


def fetch(port: int, address: str) -> tuple[int, bytes]:
    """Ask once, as a browser that takes gzip; return status and body as they came."""
    with connect(port) as server:
        return ask(server, _request(address))


def ask_at_once(port: int, address: str, *, clients: int, seconds: float) -> Load:
    """Let clients ask for the same address again and again for so long.

    :raises RuntimeError: an answer was not 200
    """
    request = _request(address)
    times: list[list[float]] = [[] for _ in range(clients)]
    faults: list[int] = []
    start = threading.Barrier(clients + 1)

    def client(own: list[float]) -> None:
        with connect(port) as server:
            start.wait()
            until = time.perf_counter() + seconds
            while (begun := time.perf_counter()) < until and not faults:
                status, _body = ask(server, request)
                own.append(time.perf_counter() - begun)
                if status != 200:  # noqa: PLR2004
                    faults.append(status)

    threads = [threading.Thread(target=client, args=(own,)) for own in times]
    for thread in threads:
        thread.start()
    start.wait()
    begun = time.perf_counter()
    for thread in threads:
        thread.join()
    if faults:
        message = f"{address} answered {faults[0]}"
        raise RuntimeError(message)
    return Load([one for own in times for one in own], time.perf_counter() - begun)


def connect(port: int) -> socket.socket:
    """Open a connection that is kept."""
    server = socket.create_connection(("127.0.0.1", port), timeout=_SECONDS_TO_ANSWER)
    server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return server


def _request(address: str) -> bytes:
    return (
        f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n"
        "Accept-Language: en\r\n\r\n"
    ).encode()


def ask(server: socket.socket, request: bytes) -> tuple[int, bytes]:
    """Send a request; return status and body of the answer."""
    server.sendall(request)
    held = b""
    while (end := held.find(b"\r\n\r\n")) < 0:
        held += _more(server)
    head, body = held[:end].lower(), held[end + 4 :]
    _name, found, rest = head.partition(b"content-length:")
    if not found:
        message = "the answer does not say how long it is"
        raise RuntimeError(message)
    length = int(rest.split(b"\r\n", 1)[0])
    parts, got = [body], len(body)
    while got < length:
        parts.append(_more(server))
        got += len(parts[-1])
    return int(head.split(b" ", 2)[1]), b"".join(parts)


def _more(server: socket.socket) -> bytes:
    piece = server.recv(_CHUNK)
    if not piece:
        message = "the server closed the connection"
        raise RuntimeError(message)
    return piece
