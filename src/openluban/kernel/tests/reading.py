"""What the tests of published numbers share."""

from openluban.kernel.quantities import StatedNumber, read_numbers


def only(number: str, unit: str = "people", claim: str = "") -> StatedNumber:
    (stated,) = read_numbers(number, unit, claim)
    return stated


def bounds(stated: StatedNumber) -> str:
    """Return the interval as mathematicians write it."""
    assert stated.interval is not None, stated.words
    low, high, high_open = stated.interval.low, stated.interval.high, stated.interval.high_open
    return f"[{low}, {high}{')' if high_open else ']'}"


def pairs(stated: list[StatedNumber]) -> list[tuple[str, str]]:
    return [(str(one.value), one.unit) for one in stated]
