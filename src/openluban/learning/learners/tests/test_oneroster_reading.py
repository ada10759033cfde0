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
from openluban.learning.learners.tests.packages import GOOD, changed, good, zipped


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


def _bomb() -> bytes:
    return good(users=GOOD["users.csv"].encode() + b"," * 3_000_000)


def _encrypted() -> bytes:
    data = bytearray(good())
    data[6] |= 1
    place = data.rfind(b"PK\x01\x02", 0, data.find(b"manifest.csv", 200))
    data[data.find(b"PK\x01\x02") + 8] |= 1
    assert place
    return bytes(data)


def _link() -> bytes:
    file = io.BytesIO(good())
    with zipfile.ZipFile(file, "a") as archive:
        member = zipfile.ZipInfo("roles.csv")
        member.external_attr = 0o120777 << 16
        archive.writestr(member, "/etc/passwd")
    return file.getvalue()


_CLASS = "class-1,,,M-26-1,,course-1"
BAD: list[tuple[str, bytes, str, str, int | None]] = [
    ("no zip", b"sourcedId,name\r\n1,2", "package.none", "x.zip", None),
    ("empty", b"", "package.none", "x.zip", None),
    ("cut off", good()[:400], "package.damaged", "x.zip", None),
    ("a bomb", _bomb(), "package.bomb", "x.zip", None),
    ("a path out", zipped({**GOOD, "../users.csv": "x"}), "package.unsafe_path", "x.zip", None),
    ("an absolute path", zipped({"/users.csv": "x"}), "package.unsafe_path", "x.zip", None),
    ("a link", _link(), "package.unsafe_path", "x.zip", None),
    ("a password", _encrypted(), "package.encrypted", "x.zip", None),
    (
        "too many files",
        zipped({**GOOD, **{f"n{n}.csv": "x" for n in range(120)}}),
        "package.too_many_files",
        "x.zip",
        None,
    ),
    ("two folders", zipped({**GOOD, "more/roles.csv": "x"}), "package.none", "x.zip", None),
    ("twice", zipped({**GOOD, "Users.csv": "x"}), "package.file_twice", "Users.csv", None),
    ("no manifest", good(manifest=None), "manifest.missing", "manifest.csv", None),
    (
        "the version before",
        changed("manifest", ("oneroster.version,1.2", "oneroster.version,1.1")),
        "manifest.version",
        "manifest.csv",
        3,
    ),
    (
        "no such mode",
        changed("manifest", ("file.users,bulk", "file.users,some")),
        "manifest.mode",
        "manifest.csv",
        8,
    ),
    (
        "said twice",
        changed("manifest", ("file.users,bulk", "file.orgs,bulk")),
        "manifest.said_twice",
        "manifest.csv",
        8,
    ),
    ("a file is missing", good(users=None), "manifest.file_missing", "users.csv", None),
    (
        "a file too many",
        good(roles="sourcedId\r\n1\r\n"),
        "manifest.file_undeclared",
        "roles.csv",
        None,
    ),
    (
        "nothing in it",
        zipped({"manifest.csv": "propertyName,value\nmanifest.version,1.0\noneroster.version,1.2"}),
        "manifest.nothing",
        "manifest.csv",
        None,
    ),
    (
        "a column is missing",
        changed("users", ("familyName", "lastName")),
        "missing_column",
        "users.csv, familyName",
        1,
    ),
    (
        "an unknown column",
        changed("users", ("password", "shoeSize")),
        "column.unknown",
        "users.csv, shoeSize",
        1,
    ),
    (
        "a column twice",
        changed("users", ("phone", "email")),
        "duplicate_column",
        "users.csv, email",
        1,
    ),
    (
        "too few cells",
        changed("orgs", (",school,w-1,", ",school")),
        "ragged_row",
        "orgs.csv",
        2,
    ),
    (
        "an open quote",
        changed("orgs", ("East", '"East')),
        "unclosed_quote",
        "orgs.csv",
        2,
    ),
    (
        "broken UTF-8",
        good(users=GOOD["users.csv"].encode().replace("Ким".encode(), b"\xd0\xff\xfe", 1)),
        "undecodable",
        "users.csv",
        4,
    ),
    (
        "a control character",
        changed("users", ("Aigul", "Ai\x00gul")),
        "control_character",
        "users.csv, givenName",
        2,
    ),
    (
        "a formula",
        changed("users", ("Aigul", "=HYPERLINK(1)")),
        "formula_injection",
        "users.csv, givenName",
        2,
    ),
    (
        "a huge cell",
        changed("users", ("Aigul", "A" * 25_000)),
        "cell_too_long",
        "users.csv, givenName",
        2,
    ),
    (
        "a long cell",
        changed("users", ("Aigul", "A" * 1_001)),
        "cell.too_long",
        "users.csv, givenName",
        2,
    ),
    (
        "no name",
        changed("users", ("Akhmetov", "")),
        "cell.empty",
        "users.csv, familyName",
        3,
    ),
    (
        "no identifier",
        changed("users", ("u-2,", "u 2?,")),
        "cell.no_id",
        "users.csv, sourcedId",
        3,
    ),
    (
        "twice the same",
        changed("users", ("u-2,", "u-1,")),
        "row.id_twice",
        "users.csv, sourcedId",
        3,
    ),
    (
        "no day",
        changed("demographics", ("2005-03-08", "2005-02-30")),
        "cell.no_date",
        "demographics.csv, birthDate",
        2,
    ),
    (
        "no moment",
        changed("users", ("u-1,,,", "u-1,active,yesterday,")),
        "cell.no_moment",
        "users.csv, dateLastModified",
        2,
    ),
    (
        "no year",
        changed("academicSessions", (",,2027", ",,26/27")),
        "cell.no_year",
        "academicSessions.csv, schoolYear",
        2,
    ),
    (
        "no flag",
        changed("users", ("u-1,,,true", "u-1,,,yes")),
        "cell.no_flag",
        "users.csv, enabledUser",
        2,
    ),
    (
        "no role",
        changed("enrollments", ("u-2,student", "u-2,pupil")),
        "cell.no_choice",
        "enrollments.csv, role",
        3,
    ),
    (
        "ends first",
        changed("enrollments", ("2026-09-01,\r\ne-2", "2026-09-01,2026-08-01\r\ne-2")),
        "row.ends_before_it_begins",
        "enrollments.csv, endDate",
        2,
    ),
    (
        "leads nowhere",
        changed("enrollments", ("org-1,u-2", "org-1,u-9")),
        "row.leads_nowhere",
        "enrollments.csv, userSourcedId",
        3,
    ),
    (
        "one of several leads nowhere",
        changed("classes", ("org-1,term-1", 'org-1,"term-1,term-9"')),
        "row.leads_nowhere",
        "classes.csv, termSourcedIds",
        2,
    ),
    (
        "a change without a state",
        changed("manifest", ("file.users,bulk", "file.users,delta")),
        "cell.empty",
        "users.csv, status",
        2,
    ),
]


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
