"""Packages that others publish: all of them are read. Skipped where they do not lie beside."""

import io
import os
import zipfile
from pathlib import Path

import pytest

from openluban.teaching.courseware.formats.problems import ParcelRefused
from openluban.teaching.courseware.reading import read_package

_SHARED = Path(__file__).resolve().parents[6] / "shared" / "data"


def _folder(variable: str, place: str) -> Path:
    found = Path(os.environ.get(variable) or _SHARED / place)
    if not found.is_dir():
        pytest.skip(f"no packages of others: set {variable} or put them under shared/data/{place}")
    return found


def _data(place: Path) -> bytes:
    """Return a package, zipped if it lies there as a folder."""
    if place.is_file():
        return place.read_bytes()
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made:
        for each in sorted(place.rglob("*")):
            if each.is_file():
                made.write(each, each.relative_to(place).as_posix())
    return kept.getvalue()


def test_sample_courses_of_catapult() -> None:
    folder = _folder("LUBAN_CATAPULT", "catapult") / "course_examples" / "packages"
    found = sorted(folder.glob("*.zip"))
    assert found
    for place in found:
        reading = read_package(place.read_bytes(), place.name)
        assert reading.parcel.kind == "cmi5"
        assert reading.pages, place.name
        assert all(text.language for text in reading.folder.texts)


def test_cartridges_of_a_viewer() -> None:
    folder = _folder("LUBAN_CARTRIDGES", "cartridges")
    found = [
        each
        for each in sorted(folder.iterdir())
        if each.suffix in {".imscc", ".zip"} or (each / "imsmanifest.xml").is_file()
    ]
    assert found
    for place in found:
        assert read_package(_data(place), place.name, language="en").parcel.kind == "cc"


def test_packages_of_the_scorm_test_suite() -> None:
    folder = _folder("LUBAN_SCORM", "scorm-2004-test-suite")
    found = sorted(place.parent for place in folder.rglob("imsmanifest.xml"))
    assert found
    refused = []
    for place in found:
        try:
            assert read_package(_data(place), place.name, language="en").parcel.kind == "scorm2004"
        except ParcelRefused as refusal:
            refused.append((place.name, refusal.problems[0].rule))
    assert not refused
