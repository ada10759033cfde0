"""Writing a package: a zip that is the same byte for byte whenever the records are."""

import io
import zipfile
from codecs import BOM_UTF8
from collections.abc import Iterable, Mapping, Sequence

from openluban.foundation.sheets.writing import write_csv
from openluban.learning.learners.formats.oneroster.manifest import MANIFEST
from openluban.learning.learners.formats.oneroster.tables import FORMS, PASSED_OVER, VERSION

_DAY = (1980, 1, 1, 0, 0, 0)
Row = Mapping[str, str]


def write_package(
    tables: Mapping[str, Iterable[Row]], *, system_name: str, system_code: str
) -> bytes:
    """Return a package of whole files; a row maps columns to values, the others stay empty."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(
            archive,
            MANIFEST,
            ("propertyName", "value"),
            _manifest(tables, system_name, system_code),
        )
        for name, rows in tables.items():
            form = FORMS[name]
            cells = ([row.get(column, "") for column in form.header] for row in rows)
            _put(archive, form.file, form.header, cells)
    return file.getvalue()


def _manifest(
    tables: Mapping[str, object], system_name: str, system_code: str
) -> list[tuple[str, str]]:
    files = sorted((*FORMS, *PASSED_OVER))
    return [
        ("manifest.version", "1.0"),
        ("oneroster.version", VERSION),
        *((f"file.{name}", "bulk" if name in tables else "absent") for name in files),
        ("source.systemName", system_name),
        ("source.systemCode", system_code),
    ]


def _put(
    archive: zipfile.ZipFile, name: str, header: Sequence[str], rows: Iterable[Sequence[str]]
) -> None:
    member = zipfile.ZipInfo(name, date_time=_DAY)
    member.compress_type = zipfile.ZIP_DEFLATED
    with archive.open(member, "w") as stream:
        # The mark that helps Excel would be part of the first column's name to other readers.
        for piece in write_csv(header, rows):
            stream.write(piece.removeprefix(BOM_UTF8))
