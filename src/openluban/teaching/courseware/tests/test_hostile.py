"""Packages that mean harm, or are broken: each is refused whole, with file, element and rule."""

from contextlib import suppress
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openluban.kernel.refusals import Problem
from openluban.teaching.courseware.formats.parcels import Files
from openluban.teaching.courseware.formats.problems import ParcelRefused
from openluban.teaching.courseware.formats.trees import read_tree
from openluban.teaching.courseware.reading import read_package
from openluban.teaching.courseware.tests.make import (
    FILES,
    ITEMS,
    RESOURCES,
    course_structure,
    item,
    manifest,
    package,
    resource,
    unit,
    zipped,
)
from openluban.teaching.courseware.tests.make_hostile import HOSTILE, with_manifest


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_with_file_and_rule(name: str) -> None:
    make, rule, file = HOSTILE[name]
    data = make()
    began = process_time()
    with pytest.raises(ParcelRefused) as refused:
        read_package(data, "sorter.zip", language="zh")
    assert process_time() - began < 8
    assert [(each.rule, each.field) for each in refused.value.problems] == [(rule, file)]
    assert rule in str(refused.value)


def test_a_manifest_without_ways_still_gives_its_pages() -> None:
    made = manifest("", RESOURCES)
    begin, end = made.index("<organizations"), made.index("<resources>")
    reading = read_package(with_manifest(made[:begin] + made[end:]), "sorter.zip", language="zh")
    assert len(reading.folder.texts) == 2


def test_utf_16_is_read() -> None:
    made = manifest(ITEMS, RESOURCES).replace("UTF-8", "UTF-16")
    reading = read_package(with_manifest(made.encode("utf-16")), "sorter.zip", language="zh")
    assert len(reading.folder.texts) == 2


def test_a_link_that_runs_something_is_left_out() -> None:
    link = '<webLink xmlns="urn:w"><title>t</title><url href="javascript:alert(1)"/></webLink>'
    kind = "imswl_xmlv1p3"
    data = package(item("I1", "R1", "x"), resource("R1", "l.xml", kind=kind), {"l.xml": link})
    reading = read_package(data, "sorter.zip")
    assert "javascript" not in "".join(text.body for text in reading.folder.texts)
    assert "link.address" in {note.rule for note in reading.notes}


def _shuffled(data: bytes) -> st.SearchStrategy[bytes]:
    """Return the data with some bytes changed, left out or doubled."""

    def changed(edits: list[tuple[int, int, bytes]]) -> bytes:
        out = data
        for place, length, fresh in edits:
            at = place % (len(out) + 1)
            out = out[:at] + fresh + out[at + length :]
        return out

    edit = st.tuples(st.integers(0, len(data)), st.integers(0, 40), st.binary(max_size=12))
    return st.lists(edit, min_size=1, max_size=6).map(changed)


_MANIFEST = manifest(ITEMS, RESOURCES).encode()
_COURSE = course_structure(unit("urn:1", "pages/safety.html")).encode()


@settings(max_examples=150, deadline=None)
@given(_shuffled(_MANIFEST))
def test_a_broken_manifest_never_breaks_us(made: bytes) -> None:
    assert all(
        each.rule and each.field
        for each in _problems_of(zipped({"imsmanifest.xml": made, **FILES}))
    )


@settings(max_examples=150, deadline=None)
@given(_shuffled(_COURSE))
def test_a_broken_course_structure_never_breaks_us(made: bytes) -> None:
    assert all(
        each.rule and each.field for each in _problems_of(zipped({"cmi5.xml": made, **FILES}))
    )


@settings(max_examples=150, deadline=None)
@given(_shuffled(package()))
def test_a_broken_zip_never_breaks_us(data: bytes) -> None:
    assert all(each.rule and each.field for each in _problems_of(data))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_xml_or_refused(data: bytes) -> None:
    with suppress(ParcelRefused):
        read_tree(data, "x.xml")


def _problems_of(data: bytes) -> tuple[Problem, ...]:
    try:
        read_package(data, "sorter.zip", language="zh")
    except ParcelRefused as refused:
        return refused.problems
    return ()


def test_nothing_outside_the_zip_is_touched() -> None:
    files = Files(package(), "sorter.zip")
    assert files.find("../pages/safety.html") == ""
    assert files.find("/pages/safety.html") == ""
    assert files.find("PAGES/Safety.HTML") == "pages/safety.html"
