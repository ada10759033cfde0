"""Packages of OneRoster files: what is read, and what is said of those that are unfit."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openluban.learning.learners.formats.oneroster.problems import UnfitPackage
from openluban.learning.learners.formats.oneroster.reading import read_folder, read_package
from openluban.learning.learners.formats.oneroster.writing import write_package
from openluban.learning.learners.tests.bad_packages import BAD
from openluban.learning.learners.tests.packages import GOOD, good, zipped


def test_reads_a_package_whole() -> None:
    package = read_package(good(), filename="roster.zip")
    assert package.manifest.system_name == "School office"
    assert package.manifest.modes["users"] == "bulk"
    users = package.table("users")
    assert list(users.rows("sourcedId", "familyName")) == [
        ("u-1", "Nurlanova"),
        ("u-2", "Akhmetov"),
        ("u-3", "Ким"),
    ]
    assert list(users.column("pronouns")) == ["", "", ""]
    assert len(package.table("results")) == 0
    assert package.left_out == ()


def test_reads_a_folder_and_a_zip_of_a_folder(tmp_path: Path) -> None:
    for name, content in GOOD.items():
        (tmp_path / name).write_text(content, encoding="utf-8", newline="")
    inside = zipped({f"export/{name}": content for name, content in GOOD.items()})
    litter: dict[str, str | bytes] = {"__MACOSX/._users.csv": b"\0\1", "export/.DS_Store": b"\0"}
    with_litter = zipped({**{f"export/{name}": text for name, text in GOOD.items()}, **litter})
    expected = read_package(good(), filename="x.zip").tables
    assert read_folder(tmp_path).tables == expected
    assert read_package(inside, filename="x.zip").tables == expected
    assert read_package(with_litter, filename="x.zip").tables == expected


def test_says_what_has_no_place() -> None:
    manifest = GOOD["manifest.csv"].replace("file.resources,absent", "file.resources,bulk")
    users = GOOD["users.csv"].replace("password\r\n", "password,metadata.shoeSize\r\n", 1)
    users = "\r\n".join(
        line + (",42" if place and line else "") for place, line in enumerate(users.split("\r\n"))
    )
    files = {"manifest": manifest, "users": users, "resources": "sourcedId\r\n", "notes": "x"}
    package = read_package(good(**files), filename="x.zip")
    assert package.left_out == ("resources.csv", "notes.csv", "users.csv, metadata.shoeSize")


def test_a_change_may_lead_to_what_is_not_in_it() -> None:
    manifest = GOOD["manifest.csv"]
    for name in ("orgs", "academicSessions", "courses", "classes", "demographics", "users"):
        manifest = manifest.replace(f"file.{name},bulk", f"file.{name},absent")
    manifest = manifest.replace("file.enrollments,bulk", "file.enrollments,delta")
    rows = GOOD["enrollments.csv"].split("\r\n")
    row = rows[1].replace("e-1,,", "e-1,tobedeleted,2026-10-01T08:00:00.000Z")
    package = read_package(
        zipped({"manifest.csv": manifest, "enrollments.csv": f"{rows[0]}\r\n{row}\r\n"}),
        filename="x.zip",
    )
    assert package.table("enrollments").is_delta
    assert list(package.table("enrollments").column("status")) == ["tobedeleted"]


@pytest.mark.parametrize(
    ("data", "rule", "place", "row"), [each[1:] for each in BAD], ids=[each[0] for each in BAD]
)
def test_an_unfit_package_is_refused_with_its_place_and_rule(
    data: bytes, rule: str, place: str, row: int | None
) -> None:
    with pytest.raises(UnfitPackage) as refused:
        read_package(data, filename="x.zip")
    found = refused.value.problems[0]
    assert (found.rule, found.field, found.row) == (rule, place, row)
    assert "%(" not in str(found)


def test_a_thousand_faults_are_not_all_told() -> None:
    rows = "".join(f"u-{n},,,maybe,u,,A,B,,,,,,,,\r\n" for n in range(10, 2_000))
    with pytest.raises(UnfitPackage) as refused:
        read_package(good(users=GOOD["users.csv"] + rows), filename="x.zip")
    assert len(refused.value.problems) == 50


_TEXT = st.text(
    st.characters(
        exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp"), exclude_characters="\ufffe\uffff"
    ),
    min_size=1,
    max_size=40,
).map(str.strip)


@given(st.lists(st.tuples(_TEXT, _TEXT), max_size=8))
def test_what_is_written_is_read_again(names: list[tuple[str, str]]) -> None:
    rows = [
        {
            "sourcedId": f"u-{place}",
            "enabledUser": "true",
            "username": f"u{place}",
            "givenName": given or "-",
            "familyName": family or "-",
        }
        for place, (given, family) in enumerate(names)
    ]
    data = write_package({"users": rows}, system_name="x", system_code="y")
    table = read_package(data, filename="x.zip").table("users")
    wanted = [(row["sourcedId"], row["givenName"], row["familyName"]) for row in rows]
    assert list(table.rows("sourcedId", "givenName", "familyName")) == wanted


@given(st.binary(max_size=400))
def test_anything_is_read_or_refused(data: bytes) -> None:
    for content in (data, b"PK\x03\x04" + data, good(users=data)):
        with pytest.raises(UnfitPackage):
            read_package(content, filename="x.zip")


def test_writing_twice_gives_the_same_bytes() -> None:
    rows = [{"sourcedId": "o", "name": "O", "type": "school"}]
    first = write_package({"orgs": rows}, system_name="x", system_code="y")
    assert first == write_package({"orgs": rows}, system_name="x", system_code="y")
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert archive.read("orgs.csv").startswith(b"sourcedId,status,")
