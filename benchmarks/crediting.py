"""Signing and checking credentials, beside the library of the Digital Credentials Consortium."""

import gzip
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import orjson
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from benchmarks.numbers import Line
from openluban.learning.credentials.formats.data_integrity import sign
from openluban.learning.credentials.formats.did import PublishedKey
from openluban.learning.credentials.formats.json_text import Document
from openluban.learning.credentials.formats.jwt import sign_jwt
from openluban.learning.credentials.formats.keys import SigningKey, did_key_signing_key
from openluban.learning.credentials.formats.open_badges import (
    Achievement,
    Alignment,
    Award,
    Evidence,
    Issuer,
    Recipient,
    Result,
    StatusEntry,
    credential,
    hashed_identity,
)
from openluban.learning.credentials.formats.status_list import (
    ENTRIES,
    decode,
    encode,
    status_list_credential,
)
from openluban.learning.credentials.verification.bundle import read_bundle, write_bundle
from openluban.learning.credentials.verification.report import Verdict
from openluban.learning.credentials.verification.trust import StatusCopy, Trust, TrustedIssuer
from openluban.learning.credentials.verification.verify import verify
from tests.harness.foreign import NotAtHand, ask_foreign

AT = datetime(2026, 9, 20, 12, tzinfo=UTC)
BATCH, TIMES, REVOKED = 15_000, 300, 300
_LISTS = {purpose: f"https://luban.example/status/1/{purpose}" for purpose in (
    "revocation", "suspension")}  # fmt: skip


def crediting(*, batch: int = BATCH, times: int = TIMES) -> Iterator[Line]:
    """Yield how many a second of both libraries in one run, then a batch and its bundle."""
    key = did_key_signing_key(Ed25519PrivateKey.generate())
    plain = credential(award(key, 0))
    signed = sign(plain, key, created=AT)
    trust = trust_in(key, ())
    ours = {
        "issue": _per_second(lambda: sign(plain, key, created=AT), times),
        "verify": _per_second(lambda: _checked(signed, trust), times),
    }
    yield from _beside(ours, plain, times)
    yield Line(
        "credentials, one core",
        "issue as JWT, ours",
        {"a second of work": f"{_per_second(lambda: sign_jwt(plain, key), times):,.0f}"},
    )
    yield from _batch(key, batch)


def _beside(ours: dict[str, float], plain: Document, times: int) -> Iterator[Line]:
    """Yield ours, theirs and the ratio; the time counted is the processor's, not the clock's."""
    group = "credentials, one core, eddsa-rdfc-2022"
    try:
        # Their library asks for a status list over the network if it may, so it is told not to.
        theirs = ask_foreign(issue=[plain], times=times)
    except NotAtHand as reason:
        for what, rate in ours.items():
            yield Line(group, f"{what}, ours", {"a second of work": f"{rate:,.0f}"})
        yield Line(group, str(reason), {})
        return
    for what, rate in ours.items():
        peer = theirs[what]["cpu"]
        figures = {"a second of work": f"{rate:,.0f}", "theirs": f"{peer:,.0f}"}
        raw = {"ours": rate, "theirs": theirs[what]}
        yield Line(
            group, f"{what}, ours : theirs", figures, rate / peer, 1.0, at_least=True, raw=raw
        )


def _per_second(work: Callable[[], object], times: int) -> float:
    for _ in range(20):
        work()
    begun = time.process_time()
    for _ in range(times):
        work()
    return times / (time.process_time() - begun)


def _checked(signed: Document, trust: Trust) -> None:
    report = verify(signed, at=AT, trust=trust)
    if report.verdict is not Verdict.VALID:
        message = f"a sound credential was found {report.verdict}: {report.checks}"
        raise RuntimeError(message)


def _batch(key: SigningKey, batch: int) -> Iterator[Line]:
    group = f"{batch:,} certificates"
    begun = time.process_time()
    files = [
        orjson.dumps(sign(credential(award(key, number)), key, created=AT))
        for number in range(batch)
    ]
    seconds = time.process_time() - begun
    size = sum(map(len, files))
    figures = {"s of work": f"{seconds:.1f}", "MB": f"{size / 1e6:.1f}"}
    yield Line(group, "make and sign", figures, raw={"seconds": seconds, "bytes": size})
    for revoked in (0, REVOKED):
        places = random.Random(7).sample(range(batch), min(revoked, batch))  # noqa: S311
        begun = time.process_time()
        made = write_bundle(trust_in(key, places), network="Bench", key=key.private, at=AT)
        seconds = time.process_time() - begun
        figures = {"s of work": f"{seconds:.3f}", "bytes": f"{len(made):,}"}
        what = f"the bundle that verifies them, {revoked} revoked"
        yield Line(group, what, figures, raw={"bytes": len(made)})
    trust = read_bundle(made).trust
    begun = time.process_time()
    valid = sum(verify(file, at=AT, trust=trust).verdict is Verdict.VALID for file in files)
    seconds = time.process_time() - begun
    figures = {
        "s of work": f"{seconds:.1f}",
        "valid": f"{valid:,}",
        "a second": f"{batch / seconds:,.0f}",
    }
    yield Line(group, "verify all from files with that bundle", figures)
    bits = bytes(ENTRIES // 8)
    encoded = encode(bits)
    yield Line(group, f"a list of {ENTRIES:,}: pack and unpack", {
        "ms": f"{1000 / _per_second(lambda: encode(bits), 20):.2f} and "
              f"{1000 / _per_second(lambda: decode(encoded), 20):.2f}",
        "bytes": f"{len(gzip.decompress(made)):,} the bundle unpacked",
    })  # fmt: skip


def trust_in(key: SigningKey, revoked: Sequence[int]) -> Trust:
    """Return trust in one issuer and its two lists."""
    lists = {}
    for purpose, url in _LISTS.items():
        places = revoked if purpose == "revocation" else ()
        plain = status_list_credential(url, key.controller, purpose, places, valid_from=AT)
        lists[url] = StatusCopy(sign(plain, key, created=AT), AT)
    known = PublishedKey(key.multikey, key.multikey)
    issuer = TrustedIssuer(key.controller, {"en": "Bench college"}, (known,))
    return Trust({key.controller: issuer}, lists, AT, "Bench")


def award(key: SigningKey, number: int) -> Award:
    """Return one of many awards, as a certificate of a workshop is."""
    return replace(
        _one(Issuer(key.controller, "Bench college", "https://luban.example/")),
        id=f"https://luban.example/awards/{number}",
        recipient=Recipient(
            f"urn:uuid:00000000-0000-4000-8000-{number:012d}",
            name=f"Person {number}",
            identities=(hashed_identity("emailAddress", f"p{number}@example.org", str(number)),),
        ),
        results=(Result(str(60 + number % 40)),),
        statuses=tuple(
            StatusEntry(url, number, purpose)  # type: ignore[arg-type]
            for purpose, url in _LISTS.items()
        ),
    )


def _one(issuer: Issuer) -> Award:
    achievement = Achievement(
        id="https://luban.example/achievements/mechatronics",
        name="Mechatronics",
        description="A programme of a Luban Workshop, taught in two languages.",
        criteria="Complete the programme with a project of the EPIP model.",
        language="en",
        alignments=(Alignment("Electronics and automation", "https://example.org/0714", "0714"),),
    )
    return Award(
        id="", issuer=issuer, achievement=achievement, recipient=Recipient(),
        name="Certificate of Mechatronics", valid_from=AT, activity_start=date(2026, 2, 1),
        activity_end=date(2026, 9, 1), credits_earned=7.5,
        evidence=(Evidence("https://luban.example/projects/1", "A conveyor"),),
    )  # fmt: skip
