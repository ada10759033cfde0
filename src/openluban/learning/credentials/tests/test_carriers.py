"""PNG, SVG, PDF, tokens, lists: what is put in comes out, and damage is named."""

import json
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfWriter

from openluban.learning.credentials.formats.baked_png import bake_png, unbake_png
from openluban.learning.credentials.formats.baked_svg import bake_svg, unbake_svg
from openluban.learning.credentials.formats.did import (
    PublishedKey,
    did_document,
    did_web,
    did_web_url,
    key_of_did_key,
    keys_in_document,
)
from openluban.learning.credentials.formats.jwt import sign_jwt
from openluban.learning.credentials.formats.keys import multikey, read_jwk, read_multikey
from openluban.learning.credentials.formats.multibase import (
    base58,
    base64url,
    read_base58,
    read_base64url,
)
from openluban.learning.credentials.formats.refusals import Unfit
from openluban.learning.credentials.formats.status_list import ENTRIES, bits_with, decode, encode
from openluban.learning.credentials.tests.make_signed import (
    AT,
    HOST,
    SIGNED,
    key_of,
    make_credential,
    make_signed,
    make_trust,
)
from openluban.learning.credentials.verification.report import Outcome, Verdict
from openluban.learning.credentials.verification.verify import verify

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>'


def picture() -> bytes:
    kept = BytesIO()
    Image.new("RGB", (8, 8), "#a22").save(kept, "PNG")
    return kept.getvalue()


def pdf(**attached: str) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    for name, text in attached.items():
        writer.add_attachment(name.replace("_", "."), text.encode())
    kept = BytesIO()
    writer.write(kept)
    return kept.getvalue()


def texts() -> list[str]:
    return [
        json.dumps(make_signed(), ensure_ascii=False),
        sign_jwt(make_credential(), key_of(HOST)),
    ]


@pytest.mark.parametrize("text", texts(), ids=["json", "jwt"])
def test_a_credential_is_valid_in_whatever_carries_it(text: str) -> None:
    carriers: list[bytes | str] = [bake_png(picture(), text), bake_svg(SVG, text)]
    carriers += [pdf(certificate_json=text), text, f"\ufeff {text}\n"]
    carriers += [] if "{" in text else [json.dumps(text)]
    for carrier in carriers:
        assert verify(carrier, at=AT, trust=make_trust()).verdict is Verdict.VALID


def test_baking_replaces_what_was_there() -> None:
    once = bake_png(bake_png(picture(), "{}"), '{"a": "ä"}')
    assert unbake_png(once) == '{"a": "ä"}'
    with Image.open(BytesIO(once)) as opened:
        opened.verify()


def test_a_drawing_keeps_what_it_says_beside() -> None:
    drawing = b"<?xml version='1.0'?><!-- <svg> --><svg a='>' xmlns='http://www.w3.org/2000/svg'><g/></svg>"
    baked = bake_svg(drawing, '{"a": "]]>"}')
    assert unbake_svg(baked) == '{"a": "]]>"}'
    assert baked.endswith(b"<g/></svg>")
    with pytest.raises(Unfit):
        bake_svg(baked, "{}")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)


def _png_with(*chunks: bytes) -> bytes:
    plain = picture()
    return plain[:33] + b"".join(chunks) + plain[33:]


_KEY = b"openbadgecredential\0"


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (picture(), "none_baked"),
        (picture()[:60], "not_png"),
        (b"\x89PNG\r\n\x1a\n" + b"\xff" * 40, "not_png"),
        (_png_with(_chunk(b"iTXt", _KEY + b"\0\0\0\0{}") * 2), "several_baked"),
        (
            _png_with(_chunk(b"zTXt", _KEY + b"\0" + zlib.compress(bytes(50_000_000)))),
            "packed_text",
        ),
        (_png_with(_chunk(b"iTXt", _KEY + b"\1\0\0\0" + zlib.compress(b"{}"))), "packed_text"),
        (_png_with(_chunk(b"iTXt", _KEY + b"\0\0\0\0\xff\xff")), "not_utf8"),
        (_png_with(_chunk(b"iTXt", _KEY + b"\0\0\0\0{}")[:-1] + b"\0"), "not_png"),
        (b"<svg", "not_svg"),
        (SVG, "none_baked"),
        (b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg>&b;</svg>', "not_svg"),
        (b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>', "not_svg"),
        (b"<html><body/></html>", "not_svg"),
        (b"<svg>" + b"<g>" * 5_000 + b"</g>" * 5_000 + b"</svg>", "not_svg"),
        (pdf(), "none_attached"),
        (pdf(a_json="{}", b_jwt="x"), "several_attached"),
        (pdf(a_json="{}")[:300], "not_pdf"),
        (b"%PDF-1.7 nothing", "not_pdf"),
        (b"%PDF-" + bytes(17_000_000), "too_large"),
    ],
)
def test_damaged_carriers_are_named(data: bytes, rule: str) -> None:
    report = verify(data, at=AT, trust=make_trust())
    assert report.codes(Outcome.BAD) == (rule,)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_no_damage_raises_anything_else(data: st.DataObject) -> None:
    text = texts()[0]
    whole = data.draw(st.sampled_from(
        [text.encode(), texts()[1].encode(), bake_png(picture(), text), bake_svg(SVG, text),
         pdf(a_json=text)]))  # fmt: skip
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 40)))
    damaged = whole[:start] + data.draw(st.binary(max_size=20)) + whole[end:]
    report = verify(damaged, at=AT, trust=make_trust())
    assert report.checks or report.parts
    if report.verdict is Verdict.VALID:
        assert report.told.name == "Certificate of Mechatronics"


@settings(max_examples=200, deadline=None)
@given(value=st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["@context", "type", "id", "proof", "issuer", "credentialSubject", "vc",
                         "credentialStatus", "verifiableCredential", "validUntil", "@value"])
        | st.text(max_size=5), inner, max_size=5),
    max_leaves=20))  # fmt: skip
def test_no_json_raises_anything(value: object) -> None:
    signed = make_signed()
    mixed = signed | value if isinstance(value, dict) else value
    for given_value in (value, mixed):
        text = json.dumps(given_value)
        assert verify(text, at=AT, trust=make_trust()).as_json()


@given(st.binary(max_size=60))
def test_bytes_come_back(data: bytes) -> None:
    assert read_base58(base58(data)) == data
    assert read_base64url(base64url(data)) == data


@given(st.sets(st.integers(0, ENTRIES - 1), max_size=30))
def test_bits_come_back(indices: set[int]) -> None:
    bits = decode(encode(bits_with(indices)))
    found = {8 * place + bit for place, byte in enumerate(bits) for bit in range(8)
             if byte >> (7 - bit) & 1}  # fmt: skip
    assert found == indices


def test_identifiers_on_the_web_lead_to_their_documents() -> None:
    assert did_web("https://luban.example:8443/issuers/tj-ttu") == (
        "did:web:luban.example%3A8443:issuers:tj-ttu"
    )
    assert did_web_url("did:web:luban.example%3A8443:issuers:tj-ttu") == (
        "https://luban.example:8443/issuers/tj-ttu/did.json"
    )
    assert did_web_url("did:web:luban.example") == "https://luban.example/.well-known/did.json"
    for unsound in ("did:web:", "did:web:a/b", "did:web:x.example:..:y", "did:web:x.example:%2e%2e",
                    "did:web:u@x.example", "did:key:z6Mk", "did:web:x.example:a%2Fb"):  # fmt: skip
        with pytest.raises(Unfit):
            did_web_url(unsound)


def test_a_document_gives_back_its_keys_but_compromised_ones() -> None:
    keys = [
        PublishedKey("key-1", key_of(HOST).multikey, SIGNED, AT),
        PublishedKey("key-2", key_of(HOST, 2).multikey, compromised=True),
        PublishedKey("key-3", key_of(HOST, 3).multikey),
    ]
    document = did_document(HOST, keys)
    assert set(keys_in_document(document, HOST)) == {f"{HOST}#key-1", f"{HOST}#key-3"}
    with pytest.raises(Unfit):
        keys_in_document(document, "did:web:other.example")
    # A key that says it is another's does not count.
    document["verificationMethod"][0]["controller"] = "did:web:other.example"
    assert set(keys_in_document(document, HOST)) == {f"{HOST}#key-3"}


@pytest.mark.parametrize(
    "text", ["z6Mk", "z", "u", "", "f00", "z6MkjZRsdasZv3aez3r18pB1RBFJR1k", 7]
)
def test_what_is_no_key_is_refused(text: object) -> None:
    with pytest.raises(Unfit):
        read_multikey(text)


@pytest.mark.parametrize(
    "jwk",
    [
        {},
        {"kty": "oct", "k": "AA"},
        {"kty": "OKP", "crv": "Ed25519"},
        {"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"},
        "x",
    ],
)
def test_what_is_no_web_key_is_refused(jwk: object) -> None:
    with pytest.raises(Unfit):
        read_jwk(jwk)


def test_did_key_is_its_key() -> None:
    key = key_of(HOST).private.public_key()
    assert multikey(key_of_did_key(f"did:key:{multikey(key)}")) == multikey(key)
