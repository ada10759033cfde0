"""Canonical JSON: the vectors of RFC 8785 and properties."""

import json
import math
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openluban.kernel.canonical import JSONValue, NotCanonical, canonical_bytes, digest

# RFC 8785, appendix B: the bits of a double and how it is written.
RFC_NUMBERS = [
    ("0000000000000000", "0"),
    ("8000000000000000", "0"),
    ("0000000000000001", "5e-324"),
    ("8000000000000001", "-5e-324"),
    ("7fefffffffffffff", "1.7976931348623157e+308"),
    ("ffefffffffffffff", "-1.7976931348623157e+308"),
    ("4340000000000000", "9007199254740992"),
    ("c340000000000000", "-9007199254740992"),
    ("4430000000000000", "295147905179352830000"),
    ("44b52d02c7e14af5", "9.999999999999997e+22"),
    ("44b52d02c7e14af6", "1e+23"),
    ("44b52d02c7e14af7", "1.0000000000000001e+23"),
    ("444b1ae4d6e2ef4e", "999999999999999700000"),
    ("444b1ae4d6e2ef4f", "999999999999999900000"),
    ("444b1ae4d6e2ef50", "1e+21"),
    ("3eb0c6f7a0b5ed8c", "9.999999999999997e-7"),
    ("3eb0c6f7a0b5ed8d", "0.000001"),
    ("41b3de4355555553", "333333333.3333332"),
    ("41b3de4355555554", "333333333.33333325"),
    ("41b3de4355555555", "333333333.3333333"),
    ("41b3de4355555556", "333333333.3333334"),
    ("41b3de4355555557", "333333333.33333343"),
    ("becbf647612f3696", "-0.0000033333333333333333"),
    ("43143ff3c1cb0959", "1424953923781206.2"),
]

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner)
    ),
    max_leaves=20,
)


@pytest.mark.parametrize(("bits", "written"), RFC_NUMBERS)
def test_numbers_are_written_as_the_rfc_lists_them(bits: str, written: str) -> None:
    (value,) = struct.unpack(">d", bytes.fromhex(bits))

    assert canonical_bytes(value) == written.encode()


def test_the_example_of_the_rfc() -> None:
    value = json.loads(
        r"""
        {
          "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
          "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
          "literals": [null, true, false]
        }
        """
    )

    assert canonical_bytes(value).decode() == (
        '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],'
        r'"string":"€$\u000f\nA' + r"'" + r'B\"\\\\\"/"}'
    )


def test_keys_are_ordered_by_utf_16_code_units() -> None:
    value = json.loads(
        r"""
        {"\u20ac": "Euro Sign", "\r": "Carriage Return",
         "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
         "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control",
         "\u00f6": "Latin Small Letter O With Diaeresis"}
        """
    )

    assert list(json.loads(canonical_bytes(value)).values()) == [
        "Carriage Return",
        "One",
        "Control",
        "Latin Small Letter O With Diaeresis",
        "Euro Sign",
        "Emoji: Grinning Face",
        "Hebrew Letter Dalet With Dagesh",
    ]


def test_control_characters_take_their_short_escapes_and_delete_takes_none() -> None:
    assert canonical_bytes("\b\t\n\f\r\x00\x1f\x7f\u2028") == (
        rb'"\b\t\n\f\r\u0000\u001f' + "\x7f\u2028".encode() + b'"'
    )


@pytest.mark.parametrize(
    "value",
    [math.nan, math.inf, -math.inf, 2**53, -(2**53), "\ud800", {"\udc00": 1}, ["\ude00\ud83d"]],
)
def test_refuses_what_has_no_canonical_form(value: JSONValue) -> None:
    with pytest.raises(NotCanonical):
        canonical_bytes(value)


@pytest.mark.parametrize("value", [{1: "a"}, {"a": b"b"}, {"a", "b"}, object()])
def test_refuses_what_is_no_json(value: JSONValue) -> None:
    with pytest.raises(NotCanonical):
        canonical_bytes(value)


def test_refuses_a_value_nested_too_deeply() -> None:
    value: JSONValue = []
    for _ in range(100_000):
        value = [value]

    with pytest.raises(NotCanonical, match="too deeply"):
        canonical_bytes(value)


def test_the_largest_whole_numbers_are_kept() -> None:
    assert canonical_bytes([2**53 - 1, -(2**53) + 1]) == b"[9007199254740991,-9007199254740991]"


def test_digest_names_its_method() -> None:
    assert digest({}) == "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"


@given(json_values)
def test_reads_back_as_the_same_value(value: JSONValue) -> None:
    # A whole number is read as a float, as ECMAScript would: 2.5e16 is written without exponent.
    assert json.loads(canonical_bytes(value), parse_int=float) == value


@given(json_values)
def test_writing_what_was_read_changes_nothing(value: JSONValue) -> None:
    once = canonical_bytes(value)

    assert canonical_bytes(json.loads(once, parse_int=float)) == once


@given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), st.integers(0, 9)))
def test_the_order_of_keys_does_not_matter(value: dict[str, int]) -> None:
    turned = dict(reversed(value.items()))

    assert digest(turned) == digest(value)
