"""Packages of OneRoster files for tests: a small good one, and the same with something wrong."""

import io
import zipfile
from collections.abc import Mapping

GOOD = {
    "manifest.csv": (
        "propertyName,value\r\nmanifest.version,1.0\r\noneroster.version,1.2\r\n"
        "file.orgs,bulk\r\nfile.academicSessions,bulk\r\nfile.courses,bulk\r\nfile.classes,bulk\r\n"
        "file.users,bulk\r\nfile.enrollments,bulk\r\nfile.demographics,bulk\r\n"
        "file.resources,absent\r\nsource.systemName,School office\r\nsource.systemCode,so-1\r\n"
    ),
    "orgs.csv": (
        "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\r\n"
        "org-1,,,East Technical School,school,w-1,\r\n"
    ),
    "academicSessions.csv": (
        "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear\r\n"
        "term-1,,,Autumn,term,2026-09-01,2027-01-31,,2027\r\n"
    ),
    "courses.csv": (
        "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,"
        "orgSourcedId,subjects,subjectCodes\r\n"
        "course-1,,,,Mechatronics,p-1,,org-1,,\r\n"
    ),
    "classes.csv": (
        "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,"
        "location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods\r\n"
        "class-1,,,M-26-1,,course-1,M-26-1,scheduled,,org-1,term-1,,,\r\n"
    ),
    "users.csv": (
        "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,"
        "middleName,identifier,email,sms,phone,agentSourcedIds,grades,password\r\n"
        "u-1,,,true,aigul,,Aigul,Nurlanova,,S-001,aigul@example.org,,+7 700 000 00 01,,,\r\n"
        "u-2,,,true,timur,,Timur,Akhmetov,,S-002,timur@example.org,,,,,\r\n"
        "u-3,,,true,teacher,,Olga,Ким,,,olga@example.org,,,,,\r\n"
    ),
    "enrollments.csv": (
        "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,"
        "primary,beginDate,endDate\r\n"
        "e-1,,,class-1,org-1,u-1,student,,2026-09-01,\r\n"
        "e-2,,,class-1,org-1,u-2,student,,2026-09-01,\r\n"
        "e-3,,,class-1,org-1,u-3,teacher,true,,\r\n"
    ),
    "demographics.csv": (
        "sourcedId,status,dateLastModified,birthDate,sex\r\n"
        "u-1,,,2005-03-08,female\r\nu-2,,,2004-11-21,male\r\n"
    ),
}


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """Return these files as a zip."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def good(**others: str | bytes | None) -> bytes:
    """Return the good package; other files take the place of those named, None takes one away."""
    changes = {f"{name}.csv": content for name, content in others.items()}
    whole: dict[str, str | bytes | None] = {**GOOD, **changes}
    return zipped({name: content for name, content in whole.items() if content is not None})


def changed(name: str, *replacements: tuple[str, str]) -> bytes:
    """Return the good package with texts of one file replaced; each must be there."""
    content = GOOD[f"{name}.csv"]
    for old, new in replacements:
        assert old in content, old
        content = content.replace(old, new, 1)
    return good(**{name: content})
