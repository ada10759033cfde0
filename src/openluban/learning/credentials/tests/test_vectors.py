"""The vectors of the Open Badges specification and of RDFC-1.0, where they are at hand."""

import csv
import json
import re
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pyoxigraph import Dataset, RdfFormat, parse

from openluban.learning.credentials.formats.data_integrity import sign
from openluban.learning.credentials.formats.json_text import Document
from openluban.learning.credentials.formats.keys import SigningKey
from openluban.learning.credentials.formats.moments import read_moment
from openluban.learning.credentials.formats.rdf import canonical_dataset, canonical_statements
from openluban.learning.credentials.tests.suites import suite

_VOCABULARY = "ob_v3p0/impl"


def _vector(kind: str) -> tuple[Document, str]:
    folder = suite("openbadges-specification", _VOCABULARY)
    page = (folder / f"linked-data-proof-{kind}.html").read_text()
    return json.loads(_example(page, "Credential")), page


def _example(page: str, title: str) -> str:
    found = re.search(rf'title="{title}">(.*?)</pre', page, re.DOTALL)
    assert found
    return found[1]


@pytest.mark.parametrize(("kind", "folder"), [("ob", "obv3p0"), ("clr", "clrv2p0")])
def test_vectors_of_the_open_badges_specification(kind: str, folder: str) -> None:
    document, page = _vector(kind)
    vectors = suite("openbadges-specification", f"{_VOCABULARY}/test-vectors/{folder}")
    assert canonical_statements(document).decode().strip() == _text(vectors / "document-canon.txt")
    hidden = re.search(r"Private key \(hex\):\s*<code\s*>([0-9a-f]+)<", page)
    method = re.search(r"verificationMethod: '([^']+)'", page)
    created = re.search(r"created: '([^']+)'", page)
    assert hidden
    assert method
    assert created
    controller, _hash, fragment = method[1].partition("#")
    key = SigningKey(
        Ed25519PrivateKey.from_private_bytes(bytes.fromhex(hidden[1])[:32]), controller, fragment
    )
    signed = sign(document, key, created=read_moment(created[1]))
    assert signed["proof"]["proofValue"] in page
    options = {word: each for word, each in signed["proof"].items() if word != "proofValue"}
    written = canonical_statements({"@context": document["@context"], **options})
    assert written.decode().strip() == _text(vectors / "proof-canon.txt")


def _text(place: Path) -> str:
    return place.read_text().strip()


def test_vectors_of_rdfc_1_0() -> None:
    folder = suite("rdf-canon", "tests")
    rows = csv.DictReader((folder / "manifest.csv").read_text().splitlines())
    checked = 0
    for row in rows:
        number = row["test"]
        given, expected = (folder / f"rdfc10/{number}-{end}.nq" for end in ("in", "rdfc10"))
        if row["hashAlgorithm"] or row["rdfc10"] != "TRUE" or not expected.exists():
            continue
        dataset = Dataset(parse(given.read_bytes(), RdfFormat.N_QUADS))
        assert canonical_dataset(dataset) == expected.read_bytes(), number
        checked += 1
    assert checked > 50
