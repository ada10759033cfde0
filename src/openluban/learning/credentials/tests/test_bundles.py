"""A trust bundle: what it says is signed, dated, and enough to check credentials by itself."""

import gzip
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from openluban.learning.credentials.formats.refusals import Unfit
from openluban.learning.credentials.tests.make_signed import (
    AT,
    HOST,
    LIST,
    PAUSES,
    key_of,
    make_list,
    make_signed,
    make_trust,
)
from openluban.learning.credentials.verification.bundle import read_bundle, write_bundle
from openluban.learning.credentials.verification.kept import kept_bundles, take_bundle, together
from openluban.learning.credentials.verification.report import Verdict
from openluban.learning.credentials.verification.trust import Trust
from openluban.learning.credentials.verification.verify import verify

SITE = key_of("site")


def bundle(trust: Trust | None = None, **more: bool) -> bytes:
    return write_bundle(
        trust or make_trust(), network="The alliance", key=SITE.private, at=AT, **more
    )


@pytest.mark.parametrize("packed", [True, False])
def test_what_was_written_is_read_and_is_enough(packed: bool) -> None:  # noqa: FBT001
    found = read_bundle(bundle(packed=packed), signed_by=SITE.multikey)
    assert (found.network, found.made_at, found.signed_by) == ("The alliance", AT, SITE.multikey)
    assert found.trust.issuers == make_trust().issuers
    assert verify(make_signed(), at=AT, trust=found.trust).verdict is Verdict.VALID


def test_all_of_an_issuer_comes_along() -> None:
    trust = make_trust()
    issuer = trust.issuers[HOST]
    assert read_bundle(bundle(trust)).trust.issuers[HOST] == issuer
    revoked = make_trust(lists={LIST: make_list(7), PAUSES: make_list(url=PAUSES)})
    found = read_bundle(bundle(revoked)).trust
    assert verify(make_signed(), at=AT, trust=found).verdict is Verdict.NOT_VALID


def _changed(**words: object) -> bytes:
    return json.dumps(json.loads(gzip.decompress(bundle())) | words).encode()


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (_changed(network="Another"), "changed_bundle"),
        (_changed(issuers=[]), "changed_bundle"),
        (_changed(signed_by=key_of("thief").multikey), "changed_bundle"),
        (_changed(format="other/1"), "no_bundle"),
        (b"{}", "no_bundle"),
        (b"\x1f\x8b damaged", "no_bundle"),
        (gzip.compress(bytes(70_000_000)), "no_bundle"),
        (b"[" * 100_000, "too_deep"),
    ],
)
def test_what_is_no_sound_bundle_is_refused(data: bytes, rule: str) -> None:
    with pytest.raises(Unfit) as refused:
        read_bundle(data)
    assert refused.value.rule == rule


def test_a_bundle_by_another_key_is_refused() -> None:
    with pytest.raises(Unfit) as refused:
        read_bundle(bundle(), signed_by=key_of("other").multikey)
    assert refused.value.rule == "bundle_of_another"


def test_a_kept_bundle_is_replaced_by_a_newer_one_only(tmp_path: Path) -> None:
    newer = write_bundle(
        make_trust(), network="The alliance", key=SITE.private, at=AT + timedelta(days=1)
    )
    take_bundle(tmp_path, bundle(), signed_by=SITE.multikey)
    take_bundle(tmp_path, newer, signed_by=SITE.multikey)
    with pytest.raises(Unfit) as refused:
        take_bundle(tmp_path, bundle(), signed_by=SITE.multikey)
    assert refused.value.rule == "older_bundle"
    assert [each.made_at for each in kept_bundles(tmp_path)] == [AT + timedelta(days=1)]


def test_a_damaged_kept_bundle_is_left_out(tmp_path: Path) -> None:
    take_bundle(tmp_path, bundle(), signed_by=SITE.multikey)
    place = next(tmp_path.iterdir())
    place.write_bytes(place.read_bytes()[:-9])
    assert kept_bundles(tmp_path) == []


def test_of_a_list_the_copy_seen_last_counts() -> None:
    theirs = read_bundle(bundle(make_trust(lists={LIST: make_list(7)})))
    own = make_trust()
    assert together(Trust(), [theirs], at=AT).issuers.keys() == {HOST}
    assert together(own, [theirs], at=AT).lists[LIST] is own.lists[LIST]
    late = replace(theirs.trust.lists[LIST], seen_at=AT + timedelta(days=1))
    newer = replace(theirs, trust=replace(theirs.trust, lists={LIST: late}))
    assert together(Trust(), [theirs, newer], at=AT).lists[LIST] is late
    assert together(own, [newer], at=AT).lists[LIST] is own.lists[LIST]
