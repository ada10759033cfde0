"""Making an installation ready: tables, public register, keys; as often as one likes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from openluban.config.backups.moving import finish_restoring
from openluban.config.loading import is_empty, load_public_register
from openluban.config.locking import one_at_a_time, stay_in_use
from openluban.foundation.exchange.signing import this_site
from openluban.kernel.refusals import Refusal

Say = Callable[[str], object]
"""Tells a person what is being done, one line a call."""

_LOCK = 0x4C7562616E  # "Luban", so that it is no other program's


class NewerData(Refusal):
    """The database has been used by a version that this one does not know."""

    code = "installation.newer_data"
    sentence = (
        "The data were last used by a newer version of OpenLuban (%(migration)s). "
        "Install that version, or restore a backup."
    )


@contextmanager
def _alone() -> Iterator[None]:
    """Let one process at a time prepare, also where several machines share a database."""
    with one_at_a_time("preparing"):
        if connection.vendor != "postgresql":
            yield
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def pending_migrations() -> int:
    """Return how many migrations the database lacks.

    :raises NewerData: it has some that this version does not know
    """
    executor = MigrationExecutor(connection)
    known = executor.loader.graph.nodes
    unknown = [
        f"{app}.{name}"
        for app, name in executor.loader.applied_migrations
        if (app, name) not in known and app in executor.loader.migrated_apps
    ]
    if unknown:
        raise NewerData(migration=sorted(unknown)[-1])
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def finish() -> None:
    """Finish a restoring whose process was killed; until this process ends, none can begin.

    :raises BeingReplaced: a backup is being restored
    """
    stay_in_use()
    with _alone():
        finish_restoring()


def prepare(say: Say) -> None:
    """Bring tables up to date, load the public register into an empty database, make the keys.

    Whatever is there already is left as it is; a process killed in the middle loses nothing, and
    the next one goes on. Until this process ends, nobody can restore a backup.

    :raises NewerData: the database was used by a newer version
    :raises BeingReplaced: a backup is being restored
    """
    stay_in_use()
    with _alone():
        finish_restoring()
        if pending_migrations():
            say("Preparing the database ...")
            call_command("migrate", verbosity=0, interactive=False)
        if is_empty():
            say("Loading the public register ...")
            say(f"{load_public_register(at=timezone.now())} records loaded.")
        this_site()
