"""Where the suites of others lie: beside the repository, or where LUBAN_SUITES says."""

import os
from pathlib import Path

import pytest

_SHARED = Path(__file__).resolve().parents[6] / "shared" / "data"


def suite(name: str, inside: str) -> Path:
    """Return a folder of a suite, or skip the test."""
    found = Path(os.environ.get("LUBAN_SUITES") or _SHARED) / name / inside
    if not found.is_dir():
        pytest.skip(f"{name} is not at hand: put it under ../shared/data, or set LUBAN_SUITES")
    return found
