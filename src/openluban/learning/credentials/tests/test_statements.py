"""A credential becomes the statements that others make of it, and nothing in it is passed over."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st
from pyoxigraph import Dataset, RdfFormat, parse

from openluban.learning.credentials.formats.contexts import (
    CREDENTIALS_V1,
    CREDENTIALS_V2,
    ED25519_2020,
    OPEN_BADGES,
    known_contexts,
    lean_context,
)
from openluban.learning.credentials.formats.json_text import Document
from openluban.learning.credentials.formats.open_badges import Recipient
from openluban.learning.credentials.formats.rdf import canonical_dataset, canonical_statements
from openluban.learning.credentials.formats.refusals import Unfit
from openluban.learning.credentials.formats.surveying import survey
from openluban.learning.credentials.tests.make_signed import (
    make_award,
    make_credential,
    make_list,
    make_signed,
)


def whole(value: Any) -> Any:
    """Return the document with the contexts themselves in place of their addresses."""
    if isinstance(value, list):
        return [whole(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        word: [known_contexts()[each] for each in ([inner] if isinstance(inner, str) else inner)]
        if word == "@context"
        else whole(inner)
        for word, inner in value.items()
    }


def by_whole_contexts(document: Document) -> bytes:
    text = json.dumps(whole(document))
    return canonical_dataset(Dataset(parse(text, RdfFormat.JSON_LD)))


def by_another(document: Document) -> bytes:
    """Return what PyLD makes of it, which shares no line with what we use."""
    jsonld = pytest.importorskip("pyld.jsonld", reason="PyLD is not installed")

    def load(address: str, _options: object) -> Document:
        content = {"@context": known_contexts()[address]}
        return {"documentUrl": address, "contextUrl": None, "document": content,
                "contentType": "application/ld+json"}  # fmt: skip

    options = {
        "documentLoader": load, "algorithm": "URDNA2015", "format": "application/n-quads"
    }  # fmt: skip
    text: str = jsonld.normalize(document, options)
    return text.encode()


def documents() -> Iterator[Document]:
    yield make_credential()
    yield make_credential(recipient=make_recipient_without_id())
    yield {word: value for word, value in make_list(3).items() if word != "proof"}
    yield {"@context": CREDENTIALS_V2, **make_signed()["proof"]}
    yield presentation()
    yield {
        "@context": [CREDENTIALS_V1, ED25519_2020],
        "type": ["VerifiableCredential"],
        "issuer": "did:key:z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi",
        "issuanceDate": "2020-01-01T00:00:00Z",
        "credentialSubject": {"id": "urn:uuid:1"},
    }


def make_recipient_without_id() -> Recipient:
    return replace(make_award().recipient, id="")


def presentation() -> Document:
    return {
        "@context": [CREDENTIALS_V2],
        "type": ["VerifiablePresentation"],
        "holder": "did:key:z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi",
        "verifiableCredential": [make_signed()],
    }


DOCUMENTS = list(documents())


@pytest.mark.parametrize("document", DOCUMENTS)
def test_lean_contexts_say_what_whole_ones_say(document: Document) -> None:
    assert canonical_statements(document) == by_whole_contexts(document)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_another_implementation_says_the_same(document: Document) -> None:
    assert canonical_statements(document).decode() == by_another(document).decode()


def _words_of(kind: str) -> list[str]:
    """Return the words that a type of Open Badges has, so that most documents make sense."""
    everywhere = ["name", "description", "image", "inLanguage", "narrative", "url", "endorsement"]
    context = known_contexts()[OPEN_BADGES]
    own = next(part[kind]["@context"] for part in _parts(context) if kind in part)
    return everywhere + [word for word in own if word not in {"id", "type", "@protected"}]


def _parts(context: Any) -> list[Any]:
    return context if isinstance(context, list) else [context]


_TYPES = ["Achievement", "AchievementSubject", "Profile", "Result", "IdentityObject", "Alignment",
          "Address", "ResultDescription", "Evidence", "GeoCoordinates"]  # fmt: skip
_NAMES = st.sampled_from(["urn:uuid:1", "https://x.example/a", "did:web:x.example", "xsd:token"])
# Signs of control are not escaped by PyLD as RDFC-1.0 asks; its vectors have them.
_TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=12)
_LEAVES = st.one_of(
    _NAMES, _TEXT, st.booleans(), st.integers(-(2**53) + 1, 2**53 - 1),
    st.floats(0.001, 1e9).map(lambda number: round(number, 4)), st.sampled_from(_TYPES),
    st.just("2026-01-01T00:00:00Z"), st.sampled_from(["name", "assertionMethod", "id"]),
    st.builds(lambda text, tag: {"@value": text, "@language": tag}, _TEXT,
              st.sampled_from(["en", "zh-Hans", "ru-RU"])),
)  # fmt: skip


@st.composite
def _objects(draw: st.DrawFn, depth: int = 2) -> Document:
    kind = draw(st.sampled_from(_TYPES))
    made: Document = {"type": draw(st.sampled_from([kind, [kind], [kind, "Profile"]]))}
    if draw(st.booleans()):
        made["id"] = draw(_NAMES)
    for word in draw(st.lists(st.sampled_from(_words_of(kind)), max_size=4, unique=True)):
        inner = _objects(depth - 1) if depth else _LEAVES
        made[word] = draw(st.one_of(_LEAVES, inner, st.lists(inner, min_size=1, max_size=3)))
    return made


_OBJECTS = _objects()
_CONTEXTS = st.sampled_from(
    [[CREDENTIALS_V2, OPEN_BADGES], [CREDENTIALS_V2], [CREDENTIALS_V1, OPEN_BADGES],
     [CREDENTIALS_V1, "https://purl.imsglobal.org/spec/ob/v3p0/context.json", ED25519_2020]]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(content=_OBJECTS, contexts=_CONTEXTS)
def test_whatever_is_accepted_means_the_same_with_whole_contexts(
    content: Document, contexts: list[str]
) -> None:
    document = {"@context": contexts, **content}
    try:
        written = canonical_statements(document)
    except Unfit as refused:
        event(f"refused: {refused.rule}")
        return
    event("accepted")
    assert written == by_whole_contexts(document)


@settings(max_examples=100, deadline=None)
@given(content=_OBJECTS, contexts=_CONTEXTS)
def test_whatever_is_accepted_means_the_same_to_another(
    content: Document, contexts: list[str]
) -> None:
    document = {"@context": contexts, **content}
    try:
        written = canonical_statements(document)
    except Unfit:
        return
    assert written.decode() == by_another(document).decode()


@settings(max_examples=150, deadline=None)
@given(content=_OBJECTS, word=st.text(st.characters(codec="ascii"), min_size=1, max_size=8))
def test_a_word_put_in_afterwards_changes_what_is_said_or_is_refused(
    content: Document, word: str
) -> None:
    document = {"@context": [CREDENTIALS_V2, OPEN_BADGES], **content}
    if word in document:
        return
    try:
        before = canonical_statements(document)
        after = canonical_statements({**document, word: "put in"})
    except Unfit:
        return
    assert before != after


def _lost(words: Document) -> Document:
    return make_credential() | words


@pytest.mark.parametrize(
    ("document", "rule"),
    [
        (_lost({"grade": "A"}), "undefined_term"),
        (_lost({"type": ["VerifiableCredential", "Gold"]}), "undefined_term"),
        (_lost({"id": "awards/1"}), "not_address"),
        (_lost({"id": "https://x.example/a b"}), "not_address"),
        (_lost({"image": {"id": "xsd:token", "type": "Image"}}), "not_address"),
        (_lost({"credentialSchema": "cred:schema"}), "not_address"),
        (_lost({"image": {"id": "https://x.example/<b>", "type": "Image"}}), "not_address"),
        (_lost({"credentialSchema": "not an address"}), "part_lost"),
        (_lost({"credentialSchema": "schema.json"}), "relative_address"),
        (_lost({"https://schema.org/name": "Other"}), "foreign_keyword"),
        (_lost({"@type": "OpenBadgeCredential"}), "foreign_keyword"),
        (_lost({"@included": []}), "foreign_keyword"),
        (_lost({"name": {"@value": "x", "@type": "xsd:token"}}), "foreign_keyword"),
        (_lost({"name": {"@value": "x", "@direction": "rtl"}}), "foreign_keyword"),
        (_lost({"name": {"@value": "x", "@language": "no tag"}}), "part_lost"),
        (_lost({"name": ["a", ["b"]]}), "list_in_list"),
        (_lost({"type": [{"id": "urn:x"}]}), "bad_type"),
        (_lost({"@context": []}), "no_context"),
        (_lost({"@context": ["https://evil.example/context"]}), "unknown_context"),
        (_lost({"@context": [CREDENTIALS_V2, {"name": "urn:other"}]}), "own_context"),
        (_lost({"evidence": [{"type": ["Evidence"]} for _ in range(30_000)]}), "too_many"),
        (
            _lost(
                {
                    "evidence": [
                        {
                            "id": "https://luban.example/awards/1",
                            "type": ["Evidence"],
                            "validUntil": "2030-01-01T00:00:00Z",
                        }
                    ]
                }
            ),
            "itself_again",
        ),
    ],
)
def test_what_would_not_be_signed_is_refused(document: Document, rule: str) -> None:
    with pytest.raises(Unfit) as refused:
        canonical_statements(document)
    assert refused.value.rule == rule
    assert str(refused.value)


def test_parts_that_look_alike_are_told_apart_only_while_that_is_quick() -> None:
    def tree(depth: int) -> Document:
        inner = {"parentOrg": [tree(depth - 1), tree(depth - 1)]} if depth else {}
        return {"type": ["Profile"], **inner}

    def document(depth: int) -> Document:
        return {"@context": [CREDENTIALS_V2, OPEN_BADGES], "id": "urn:x", "issuer": tree(depth),
                "type": ["VerifiableCredential"]}  # fmt: skip

    assert canonical_statements(document(2))
    with pytest.raises(Unfit) as refused:
        canonical_statements(document(8))
    assert refused.value.rule == "too_alike"


def test_contexts_use_only_what_the_walk_knows() -> None:
    containers = set(re.findall(r'"@container": "(@\w+)"', json.dumps(dict(known_contexts()))))
    assert containers <= {"@set", "@list", "@graph"}
    words = set(re.findall(r'"(@\w+)":', json.dumps(dict(known_contexts()))))
    assert words <= {"@id", "@type", "@context", "@container", "@protected", "@version"}


def test_a_context_is_read_once_for_the_same_words() -> None:
    found = survey(make_credential())
    asked = ((CREDENTIALS_V2, OPEN_BADGES), frozenset(found.words))
    assert lean_context(*asked) is lean_context(*asked)
    assert len(lean_context(*asked)) < len(json.dumps(known_contexts()[OPEN_BADGES])) / 2
