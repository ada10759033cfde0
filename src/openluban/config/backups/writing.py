"""Writing a backup: tables as they were at one moment, keys, secret, files, and their digests."""

import contextlib
import hashlib
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from openluban.config.backups.manifest import (
    FILES,
    KEYS,
    NAME,
    SECRET,
    Manifest,
    Member,
    Table,
    is_safe_name,
)
from openluban.config.backups.rows import columns_of, kept_models, lines_of, models_at
from openluban.config.files import written_file
from openluban.foundation.files.stores import the_store
from openluban.kernel.refusals import Refusal


class UnfitFileName(Refusal):
    """A file of the installation has a name that no backup may hold."""

    code = "backups.unfit_file_name"
    sentence = "The file %(name)s has a name that a backup cannot hold. Rename it or take it away."


@dataclass(slots=True)
class _Archive:
    """A zip file being written, with what was written so far."""

    file: zipfile.ZipFile
    members: dict[str, Member] = field(default_factory=dict)

    def add(self, name: str, chunks: Iterable[bytes]) -> int:
        """Write a member; return how many chunks it had."""
        digest, size, count = hashlib.sha256(), 0, 0
        about = zipfile.ZipInfo(name)
        about.compress_type = zipfile.ZIP_DEFLATED
        about.external_attr = 0o600 << 16
        with self.file.open(about, "w", force_zip64=True) as member:
            for chunk in chunks:
                member.write(chunk)
                digest.update(chunk)
                size += len(chunk)
                count += 1
        self.members[name] = Member(size, digest.hexdigest())
        return count


def back_up(place: Path, *, at: datetime) -> Manifest:
    """Write everything into one new file that its owner alone may read; return what it holds.

    The tables are those of one moment, while others go on working. The file is there whole or not
    at all.

    :raises CannotWrite: there is such a file, or it cannot be made
    :raises UnfitFileName: a file of the installation cannot be kept
    :raises FilesUnavailable: the store of files does not give them
    """
    with written_file(place) as raw, zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as file:
        return _write(file, at)


def _write(file: zipfile.ZipFile, at: datetime) -> Manifest:
    archive = _Archive(file)
    with _one_moment():
        applied = sorted(MigrationRecorder(connection).applied_migrations())
        tables = []
        for model in kept_models(models_at(applied)):
            columns = tuple(field.attname for field in columns_of(model))
            table = Table(model._meta.label_lower, columns, 0)
            rows = archive.add(table.member, lines_of(model))
            tables.append(Table(table.model, columns, rows))
    archive.add(SECRET, [settings.SECRET_KEY.encode()])
    for path in sorted((settings.LUBAN_HOME / "keys").glob("*")):
        if path.is_file() and not path.is_symlink():
            archive.add(_safe(KEYS + path.name), [path.read_bytes()])
    store = the_store()
    for kept in store.everything():
        archive.add(_safe(FILES + kept.name), store.parts(kept))
    manifest = Manifest(
        made_at=at.isoformat(),
        version=version("openluban"),
        database=connection.vendor,
        migrations=tuple(applied),
        tables=tuple(tables),
        members=archive.members,
    )
    file.writestr(NAME, manifest.written())
    return manifest


@contextlib.contextmanager
def _one_moment() -> Iterator[None]:
    """See the database as it is now, whatever others write meanwhile, and keep nobody from it."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    with connection.cursor() as cursor:
        # Not through Django, whose transactions here begin by locking others out.
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def _safe(name: str) -> str:
    if not is_safe_name(name):
        raise UnfitFileName(name=name)
    return name
