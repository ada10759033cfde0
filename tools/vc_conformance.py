"""Runs suites of the W3C for verifiable credentials: ``python -m tools.vc_conformance SUITE...``.

The suites ask services over HTTP to issue and to check whatever they send. The product has no such
services: here, its own reading, signing and checking of credentials stand behind addresses of this
machine, with a key and a status list made for the run. Each suite is cloned and installed by
whoever runs it; its ``localConfig.cjs`` is written. The answer is 1 if fewer tests pass than did.
"""

import argparse
import json
import ssl
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import django
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.x509.oid import NameOID

from openluban.learning.credentials.formats.contexts import CREDENTIALS_V1, DATA_INTEGRITY
from openluban.learning.credentials.formats.data_integrity import sign
from openluban.learning.credentials.formats.did import PublishedKey
from openluban.learning.credentials.formats.keys import SigningKey, did_key_signing_key
from openluban.learning.credentials.formats.refusals import Unfit
from openluban.learning.credentials.formats.status_list import status_list_credential
from openluban.learning.credentials.verification.dating import period
from openluban.learning.credentials.verification.report import Outcome, Report
from openluban.learning.credentials.verification.shaping import check_shape
from openluban.learning.credentials.verification.trust import StatusCopy, Trust, TrustedIssuer
from openluban.learning.credentials.verification.verify import verify

PASSED = {
    "vc-data-model-2.0-test-suite": 37,
    "vc-di-eddsa-test-suite": 43,
    "vc-bitstring-status-list-test-suite": 19,
}
"""How many passed when this was written; docs/credentials.md says what the others ask for."""
_SECONDS = 1_200
_MOST_BYTES = 8 * 1024 * 1024
_TAGS = ["vc2.0", "eddsa-rdfc-2022", "BitstringStatusList", "localhost"]
_OPEN = {"issuer_not_known", "self_named_key", "nothing_presented"}
"""What is open because the suite's issuers stand in nobody's register, and it presents nothing."""
_Answer = tuple[int, Any]


@dataclass
class Services:
    """What a suite asks for. With ``is_listed``, what is issued has a place in a status list."""

    key: SigningKey
    is_listed: bool
    list_address: str = ""
    signed_list: dict[str, Any] = field(default_factory=dict)

    def open_at(self, address: str) -> None:
        """Make the status list, whose address stands in it."""
        now = datetime.now(UTC)
        self.list_address = f"{address}/lists/1"
        plain = status_list_credential(
            self.list_address, self.key.controller, "revocation", (), valid_from=now
        )
        self.signed_list = sign(plain, self.key, created=now)

    def read(self, path: str) -> _Answer:
        """Answer who asks for the list."""
        is_list = self.list_address.endswith(path)
        return (200, self.signed_list) if is_list else (404, _refused("no such address"))

    def answer(self, path: str, said: dict[str, Any]) -> _Answer:
        """Answer one request."""
        services: dict[str, Callable[[dict[str, Any]], _Answer]] = {
            "/credentials/issue": self._issue,
            "/credentials/verify": lambda it: self._judged(it.get("verifiableCredential")),
            "/presentations/verify": lambda it: self._judged(it.get("verifiablePresentation")),
        }
        return services[path](said) if path in services else (404, _refused("no such address"))

    def _issue(self, said: dict[str, Any]) -> _Answer:
        credential = said.get("credential")
        if not isinstance(credential, dict):
            return 400, _refused("no credential")
        if self.is_listed:
            credential = credential | {"credentialStatus": self._entry()}
        try:
            credential = _with_word_of_proofs(credential)
            period(credential, None)
            wrong = [each for each in check_shape(credential) if each.outcome is Outcome.BAD]
            if wrong:
                return 400, _refused(str(wrong[0].sentence))
            return 201, sign(credential, self.key, created=datetime.now(UTC))
        except Unfit as refusal:
            return 400, _refused(str(refusal))

    def _trust(self, now: datetime) -> Trust:
        """Return the trust in the issuer of this run and its list, and in nobody else."""
        if not self.is_listed:
            return Trust()
        key = PublishedKey(fragment=self.key.multikey, multikey=self.key.multikey)
        did = self.key.controller
        own = TrustedIssuer(did=did, names={"en": "The run"}, keys=(key,))
        copy = StatusCopy(self.signed_list, now)
        return Trust(issuers={did: own}, lists={self.list_address: copy})

    def _entry(self) -> dict[str, str]:
        return {
            "id": f"{self.list_address}#7",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": "7",
            "statusListCredential": self.list_address,
        }

    def _judged(self, given: object) -> _Answer:
        if not isinstance(given, dict):
            return 400, _refused("no object")
        now = datetime.now(UTC)
        faults = list(_faults(verify(given, at=now, trust=self._trust(now))))
        if faults:
            return 400, _refused("; ".join(faults))
        return 200, {"verified": True, "checks": ["proof"], "warnings": [], "errors": []}


def _with_word_of_proofs(credential: dict[str, Any]) -> dict[str, Any]:
    """Return an older credential with the context in which its proof will have a meaning."""
    given = credential.get("@context")
    contexts = given if isinstance(given, list) else [given]
    if CREDENTIALS_V1 not in contexts or DATA_INTEGRITY in contexts:
        return credential
    return credential | {"@context": [*contexts, DATA_INTEGRITY]}


def _faults(report: Report) -> Iterator[str]:
    for check in report.checks:
        is_open = check.outcome is Outcome.UNKNOWN and check.code not in _OPEN
        if check.outcome is Outcome.BAD or is_open:
            yield check.code
    for part in report.parts:
        yield from _faults(part)


def _refused(why: str) -> dict[str, Any]:
    return {"verified": False, "errors": [why]}


def _handler(services: Services) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send(*services.read(self.path))

        def do_POST(self) -> None:
            length = min(int(self.headers.get("Content-Length", 0)), _MOST_BYTES)
            try:
                self._send(*services.answer(self.path, json.loads(self.rfile.read(length))))
            except (ValueError, AttributeError, RecursionError) as fault:
                self._send(400, _refused(str(fault)))

        def _send(self, status: int, told: Any) -> None:
            data = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_args: Any) -> None:
            pass

    return Handler


@contextmanager
def serving(services: Services) -> Iterator[str]:
    """Serve on a free port of this machine, over TLS, as the suites fetch lists."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(services))
    server.socket = _secured().wrap_socket(server.socket, server_side=True)
    Thread(target=server.serve_forever, daemon=True).start()
    address = f"https://localhost:{server.server_port}"
    services.open_at(address)
    try:
        yield address
    finally:
        server.shutdown()


def _secured() -> ssl.SSLContext:
    """Return a context with a certificate that nobody vouches for: the suites accept it."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name)
    made = made.public_key(key.public_key()).serial_number(x509.random_serial_number())
    made = made.not_valid_before(now).not_valid_after(now + timedelta(days=1))
    encoding, none = serialization.Encoding.PEM, serialization.NoEncryption()
    written = key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, none)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.NamedTemporaryFile() as file:
        file.write(written + made.sign(key, hashes.SHA256()).public_bytes(encoding))
        file.flush()
        context.load_cert_chain(file.name)
    return context


def run(suite: Path, address: str, did: str) -> int:
    """Run a suite; print its counts and what failed, and return how many passed."""
    places = {"issuers": "credentials/issue", "verifiers": "credentials/verify"}
    places["vpVerifiers"] = "presentations/verify"
    spoken = {"vc": ["2.0"]}
    own = {
        name: [{"id": did, "endpoint": f"{address}/{place}", "tags": _TAGS, "supports": spoken}]
        for name, place in places.items()
    }
    named = {"name": "OpenLuban", "implementation": "OpenLuban", **own}
    settings = {"enableInteropTests": False, "testAllImplementations": False}
    config = {"settings": settings, "implementations": [named]}
    (suite / "localConfig.cjs").write_text(f"module.exports = {json.dumps(config)};\n")
    asked = ["node", "node_modules/mocha/bin/mocha.js", "tests/", "--reporter", "json"]
    asked += ["--timeout", "15000", "--preserve-symlinks"]
    done = subprocess.run(
        asked, cwd=suite, capture_output=True, text=True, timeout=_SECONDS, check=False
    )
    begins = done.stdout.find('{\n  "stats"')
    if begins < 0:
        print(f"{suite.name}: it did not run: {done.stderr[-2_000:]}")
        return -1
    found = json.loads(done.stdout[begins:])
    counts = found["stats"]
    print(f"{suite.name}: {counts['passes']} passed, {counts['failures']} failed.")
    for each in found["failures"]:
        print(f"  {each['fullTitle']}\n    {each['err'].get('message', '')[:200]}")
    return int(counts["passes"])


def main() -> int:
    """Run each suite that is at hand."""
    parser = argparse.ArgumentParser(prog="python -m tools.vc_conformance")
    parser.add_argument("suites", type=Path, nargs="+", help="folders of installed suites")
    django.setup()
    key = did_key_signing_key(Ed25519PrivateKey.generate())
    is_fine = True
    for suite in parser.parse_args().suites:
        if not (suite / "node_modules").is_dir():
            print(f"Skipped: {suite} is not there, or npm install was not run in it.")
            continue
        with serving(Services(key, is_listed="status-list" in suite.name)) as address:
            passed = run(suite.resolve(), address, key.controller)
        is_fine &= passed >= PASSED.get(suite.name, 0)
    return 0 if is_fine else 1


if __name__ == "__main__":
    sys.exit(main())
