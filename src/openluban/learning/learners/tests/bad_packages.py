"""Packages that are unfit, each with the rule that it breaks, its place and its row."""

import io
import zipfile

from openluban.learning.learners.tests.packages import GOOD, changed, good, zipped


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
