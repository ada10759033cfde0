"""How much a foreign sheet may hold before it is refused."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one file; every one of them is checked while reading, never taken on trust.

    Sizes are in bytes, lengths in characters. ``max_ratio`` is unzipped to zipped size.
    ``max_problems`` is how many problems are collected before reading stops.
    """

    max_bytes: int = 50_000_000
    max_rows: int = 1_100_000
    max_columns: int = 200
    max_cell_chars: int = 20_000
    max_row_chars: int = 1_000_000
    max_unzipped_bytes: int = 200_000_000
    max_ratio: int = 200
    max_members: int = 500
    max_sheets: int = 20
    max_shared_strings: int = 2_000_000
    max_problems: int = 50
