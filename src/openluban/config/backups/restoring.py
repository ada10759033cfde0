"""Bringing an installation back from a backup: whole, or not at all."""

import contextlib
import tempfile
from base64 import b64encode
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DatabaseError, connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from openluban.config import environment
from openluban.config.backups import moving, schemas
from openluban.config.backups.flaws import Damaged, Flaw, MadeByNewerVersion, NotABackup
from openluban.config.backups.manifest import FILES, KEYS, SECRET, Manifest
from openluban.config.backups.reading import Backup, opened
from openluban.config.backups.rows import fill, kept_models, models_at
from openluban.config.files import CannotRead
from openluban.config.locking import nobody_else
from openluban.foundation.exchange.models import Site
from openluban.foundation.files.stores import the_store
from openluban.foundation.history.models import Entry
from openluban.foundation.history.recording import Deed, record
from openluban.kernel.actor import SYSTEM
from openluban.kernel.keys import new_key
from openluban.kernel.refusals import Refusal


class NotEmpty(Refusal):
    """There is an installation already, which would be replaced."""

    code = "backups.not_empty"
    sentence = "%(home)s or its database holds an installation. To replace it, add --force."


class OtherSecret(Refusal):
    """The secret is given from outside and is not that of the backup."""

    code = "backups.other_secret"
    sentence = (
        "LUBAN_SECRET_KEY is not the secret with which the backup was made: names in the history "
        "could not be read any more. Set it to that one, or unset it. Nothing was changed."
    )


def is_filled() -> bool:
    """Test whether the data folder or its database holds an installation."""
    database = moving.database_file()
    if (settings.LUBAN_HOME / "keys" / "site.pem").exists():
        return True
    if database is not None and not database.exists():
        return False
    return Entry._meta.db_table in connection.introspection.table_names()


def restore(place: Path, *, force: bool = False, at: datetime) -> tuple[Manifest, list[str]]:
    """Bring back what a backup holds; return it, and the places where any former data lie.

    :raises InUse: a server or another command works with the data folder
    :raises NotEmpty: there is an installation, and it is not to be replaced by force
    :raises CannotRead: the file cannot be read
    :raises NotABackup: something is wrong with the file
    :raises MadeByNewerVersion: its tables have a shape that this version does not know
    :raises FilesUnavailable: the store of files does not take its files
    :raises OtherSecret: the secret is given from outside and is another
    """
    with contextlib.ExitStack() as stack:
        try:
            raw = stack.enter_context(place.open("rb"))
        except OSError as fault:
            raise CannotRead(name=place, why=fault.strerror or fault) from fault
        stack.enter_context(nobody_else())
        moving.finish_restoring()
        if is_filled() and not force:
            raise NotEmpty(home=settings.LUBAN_HOME)
        try:
            backup = stack.enter_context(opened(raw, into=settings.LUBAN_HOME))
            former = _restore(backup, place.name, at)
        except Damaged as damage:
            raise NotABackup(name=place.name, why=damage) from damage
        return backup.manifest, former


def _restore(backup: Backup, name: str, at: datetime) -> list[str]:
    _known(backup.manifest, name)
    secret = backup.text(SECRET).decode("utf-8", "replace").strip()
    if environment.given_secret() not in {"", secret}:
        raise OtherSecret
    moment = at.strftime("%Y%m%d-%H%M%S-%f")
    stage = moving.begin(new_key(), moment)
    try:
        _unpack(backup, stage, secret)
        with _building():
            _rebuild(backup, stage, at)
        if not is_filled():
            # Made when this process started, and nothing was sealed under it yet.
            (settings.LUBAN_HOME / "secret-key").unlink(missing_ok=True)
        return moving.commit(stage)
    finally:
        moving.discard()


def _known(manifest: Manifest, name: str) -> None:
    # Without a connection, which would make an empty database where there is none.
    known = MigrationLoader(None, ignore_no_migrations=True).graph.nodes
    unknown = [each for each in manifest.migrations if each not in known]
    if unknown:
        migration = ".".join(unknown[-1])
        raise MadeByNewerVersion(name=name, version=manifest.version, migration=migration)


def _unpack(backup: Backup, stage: moving.Stage, secret: str) -> None:
    stage.secret.touch(mode=0o600)
    stage.secret.write_text(secret)
    for name in backup.manifest.members:
        if name.startswith(KEYS):
            _lay(stage.keys / name.removeprefix(KEYS), backup.chunks(name))
        elif name.startswith(FILES) and settings.LUBAN_STORAGE is None:
            _lay(stage.files / name.removeprefix(FILES), backup.chunks(name))
        elif name.startswith(FILES):
            # At once to where they stay: a name never means two things there, and the records
            # that name these files come afterwards.
            with tempfile.TemporaryFile() as file:
                file.writelines(backup.chunks(name))
                the_store().put(name.removeprefix(FILES), file)


def _lay(path: Path, chunks: Iterable[bytes]) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=0o600)
    with path.open("wb") as file:
        file.writelines(chunks)


@contextlib.contextmanager
def _building() -> Iterator[None]:
    """Let everything below work on an empty database beside the one that counts."""
    database = moving.database_file()
    if database is None:
        changed: dict[str, Any] = {"OPTIONS": schemas.begin()}
    else:
        changed = {"NAME": str(moving.staged_database(database))}
    usual = connections["default"]
    usual.close()
    connections["default"] = type(usual)({**usual.settings_dict, **changed}, "default")
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"] = usual


def _rebuild(backup: Backup, stage: moving.Stage, at: datetime) -> None:
    manifest = backup.manifest
    executor = MigrationExecutor(connection)
    executor.migrate(_last_of_each_app(manifest, executor))
    kept = kept_models(models_at(manifest.migrations))
    models = {model._meta.label_lower: model for model in kept}
    if models.keys() != {table.model for table in manifest.tables}:
        raise Damaged(Flaw.CONTRADICTION)
    try:
        with transaction.atomic():
            for table in manifest.tables:
                fill(models[table.model], table, backup.lines(table.member))
            with connection.cursor() as cursor:
                for sql in connection.ops.sequence_reset_sql(no_style(), list(models.values())):
                    cursor.execute(sql)
    except DatabaseError as fault:  # rows that refer to rows which are not there
        raise Damaged(Flaw.ROWS) from fault
    call_command("migrate", verbosity=0, interactive=False)
    _has_its_key(stage)
    reason = f"From a backup of {manifest.made_at}"
    deed = Deed(moving.RESTORED, "installation", stage.token, {}, reason)
    record(deed, actor=SYSTEM, at=at)


def _last_of_each_app(manifest: Manifest, executor: MigrationExecutor) -> list[tuple[str, str]]:
    """Return the migrations which nothing of the same app follows: Django goes up to these."""
    applied, nodes = set(manifest.migrations), executor.loader.graph.node_map

    def is_last(each: tuple[str, str]) -> bool:
        following = (child.key for child in nodes[each].children)
        return not any(key[0] == each[0] and key in applied for key in following)

    return [each for each in manifest.migrations if is_last(each)]


def _has_its_key(stage: moving.Stage) -> None:
    """Check that the signing key is the one whose public half others know."""
    try:
        pem = (stage.keys / "site.pem").read_bytes()
        key = serialization.load_pem_private_key(pem, password=None)
        public = b64encode(key.public_key().public_bytes_raw()).decode()  # type: ignore[union-attr]
    except (OSError, ValueError, TypeError, AttributeError, UnsupportedAlgorithm) as fault:
        raise Damaged(Flaw.OTHER_KEY) from fault
    if not Site.objects.filter(public_key=public).exists():
        raise Damaged(Flaw.OTHER_KEY)
