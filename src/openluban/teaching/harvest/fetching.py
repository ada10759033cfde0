"""Asking web addresses that somebody else chose: slowly, in limits, and no private machines."""

import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import SplitResult, urlencode, urljoin, urlsplit

from openluban.teaching.harvest.errors import Failed, Why

MOST_BYTES = 30_000_000
"""Of an answer, unpacked."""
_SECONDS_QUIET = 60
_REDIRECTS, _ATTEMPTS = 5, 4
_LONGEST_WAIT = 600
_USUAL_WAIT = 10
_BUSY = {429, 502, 503, 504}
_MOVED = {301, 302, 303, 307, 308}
_OK = 200
_CHUNK = 65_536
_HIDDEN = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "2002::/16", "2001::/32")))
"""Addresses of IPv6 behind which any address of IPv4 may stand."""
_PORTS = {"http": 80, "https": 443}


@dataclass
class Asker:
    """Asks one repository; ``seconds`` are those that one answer may take."""

    url: str
    allows_private: bool = False
    contact: str = ""
    sleep: Callable[[float], object] = time.sleep
    seconds: float = 300.0
    waited: float = field(default=0.0, init=False)

    def ask(self, arguments: Mapping[str, str]) -> bytes:
        """Return the answer to a request of the protocol.

        :raises Failed: there is none within the limits, or it is no XML
        """
        address = f"{self.url}?{urlencode(arguments)}"
        for attempt in range(_ATTEMPTS):
            try:
                return self._followed(address)
            except _Busy as busy:
                if attempt + 1 == _ATTEMPTS or self.waited + busy.seconds > _LONGEST_WAIT:
                    raise Failed(busy.why, str(busy)) from None
                self.waited += busy.seconds
                self.sleep(busy.seconds)
        raise Failed(Why.BUSY)

    def _followed(self, address: str) -> bytes:
        home = urlsplit(address)
        for _time in range(_REDIRECTS + 1):
            answer = self._once(urlsplit(address))
            if isinstance(answer, bytes):
                return answer
            address = urljoin(address, answer.place)
            if not _is_same_place(home, urlsplit(address)):
                raise Failed(Why.REDIRECTED_AWAY, address)
        raise Failed(Why.REDIRECTS)

    def _once(self, parts: SplitResult) -> "bytes | _Moved":
        connection = self._connection(parts)
        # Limits on each step do not end an answer that comes drop by drop.
        watch = threading.Timer(self.seconds, connection.cut)
        watch.start()
        try:
            connection.request("GET", f"{parts.path or '/'}?{parts.query}", headers=self._headers())
            with closing(connection.getresponse()) as response:
                return self._answer(response)
        except (OSError, ValueError, http.client.HTTPException) as fault:
            if isinstance(fault, TimeoutError) or connection.is_cut:
                raise Failed(Why.TOO_SLOW) from fault
            raise _Busy(0, _USUAL_WAIT, type(fault).__name__) from fault
        finally:
            watch.cancel()
            connection.close()

    def _answer(self, response: http.client.HTTPResponse) -> "bytes | _Moved":
        if response.status in _BUSY:
            raise _Busy(response.status, _wait_of(response))
        if response.status in _MOVED:
            return _Moved(response.headers.get("Location", ""))
        if response.status != _OK:
            raise Failed(Why.HTTP_STATUS, str(response.status))
        kind = response.headers.get("Content-Type", "")
        if "xml" not in kind.lower():
            raise Failed(Why.NOT_XML, kind)
        return self._read(response)

    def _headers(self) -> dict[str, str]:
        headers = {"Accept-Encoding": "gzip", "Accept": "text/xml, application/xml",
                   "User-Agent": "OpenLuban (OAI-PMH)"}  # fmt: skip
        return headers | ({"From": self.contact} if self.contact else {})

    def _connection(self, parts: SplitResult) -> "_Pinned":
        host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as fault:
            raise Failed(Why.NO_SUCH_HOST, host) from fault
        known = [str(each[4][0]) for each in found]
        if not self.allows_private and not all(is_public(each) for each in known):
            raise Failed(Why.PRIVATE_ADDRESS, host)
        return _Pinned(host, port, known[0], is_secure=parts.scheme == "https")

    def _read(self, response: http.client.HTTPResponse) -> bytes:
        packed = response.headers.get("Content-Encoding", "identity").lower()
        if packed not in {"identity", "", "gzip", "x-gzip"}:
            raise Failed(Why.NOT_XML, packed[:40])
        unpack = zlib.decompressobj(31) if "gzip" in packed else None
        whole = bytearray()
        while chunk := response.read1(_CHUNK):
            room = MOST_BYTES - len(whole) + 1
            try:
                whole += unpack.decompress(chunk, room) if unpack else chunk
            except zlib.error as fault:
                raise Failed(Why.NOT_XML, "gzip") from fault
            if len(whole) > MOST_BYTES or (unpack and unpack.unconsumed_tail):
                raise Failed(Why.TOO_LARGE)
        if unpack and not unpack.eof:
            raise _Busy(0, _USUAL_WAIT, "gzip")
        return bytes(whole)


@dataclass(frozen=True)
class _Moved:
    place: str


class _Busy(Exception):
    """The other side asks to be asked later, or broke off."""

    def __init__(self, status: int, seconds: float, what: str = "") -> None:
        super().__init__(what or str(status))
        self.seconds = seconds
        self.why = Why.BUSY if status else Why.UNREACHABLE


class _Pinned(http.client.HTTPConnection):
    """A connection to the very address that was looked at; names are not looked up again."""

    def __init__(self, host: str, port: int, address: str, *, is_secure: bool) -> None:
        super().__init__(host, port, timeout=_SECONDS_QUIET)
        self.default_port = _PORTS["https" if is_secure else "http"]
        self._address, self._is_secure = address, is_secure
        self.is_cut = False

    def cut(self) -> None:
        """End it from another thread: whoever reads finds it closed."""
        self.is_cut = True
        with suppress(OSError, AttributeError):
            self.sock.shutdown(socket.SHUT_RDWR)

    def connect(self) -> None:
        """Connect, with the certificate checked against the name."""
        self.sock = socket.create_connection((self._address, self.port), self.timeout)
        if self._is_secure:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host)


def is_public(address: str) -> bool:
    """Test whether an address of a machine is one that everybody on the net reaches."""
    known = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(known, ipaddress.IPv6Address):
        if known.ipv4_mapped is not None:
            return is_public(str(known.ipv4_mapped))
        if any(known in each for each in _HIDDEN):
            return False
    return known.is_global and not known.is_multicast


def is_fit(url: str) -> bool:
    """Test whether an address can be that of a repository."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    plain = url.isascii() and url.isprintable() and not set(url) & set(" ?#\\")
    named = bool(parts.hostname) and parts.username is None and port != 0
    return plain and named and parts.scheme in _PORTS


def _is_same_place(home: SplitResult, there: SplitResult) -> bool:
    """Test whether a redirect stays: the same host, not to a less safe scheme or another port."""
    if there.scheme not in _PORTS or there.username is not None:
        return False
    is_upgrade = (home.scheme, there.scheme) == ("http", "https") and not (home.port or there.port)
    same = (home.scheme, home.port) == (there.scheme, there.port)
    return there.hostname == home.hostname and (same or is_upgrade)


def _wait_of(response: http.client.HTTPResponse) -> float:
    told = response.headers.get("Retry-After", "").strip()
    if told.isascii() and told.isdecimal() and len(told) < len(str(_LONGEST_WAIT)) + 3:
        return max(1.0, float(told))
    try:
        until = parsedate_to_datetime(told)
    except ValueError:
        return _USUAL_WAIT
    left = (until.replace(tzinfo=until.tzinfo or UTC) - datetime.now(UTC)).total_seconds()
    return max(1.0, left)
