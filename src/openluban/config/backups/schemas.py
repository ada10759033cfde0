"""On PostgreSQL a database is rebuilt in a schema of its own, which then takes its place."""

from typing import Any

from django.db import connection, transaction

_BUILDING = "luban_restoring"
_OURS = """
    NOT EXISTS (SELECT 1 FROM pg_depend AS of WHERE of.objid = thing.oid AND of.deptype = 'e')
"""
# What belongs to a table (its sequences, indexes, triggers) goes along with it.
_TABLES = f"""
    SELECT format('ALTER TABLE %%s SET SCHEMA %%I', thing.oid::regclass, %s)
    FROM pg_class AS thing
    WHERE thing.relnamespace = %s::regnamespace AND thing.relkind IN ('r', 'p') AND {_OURS}
"""  # noqa: S608 - constants alone
_FUNCTIONS = f"""
    SELECT format('ALTER FUNCTION %%s SET SCHEMA %%I', thing.oid::regprocedure, %s)
    FROM pg_proc AS thing
    WHERE thing.pronamespace = %s::regnamespace AND thing.prokind = 'f' AND {_OURS}
"""  # noqa: S608 - constants alone


def begin() -> dict[str, Any]:
    """Make the empty schema; return the options of a connection that works in it."""
    quoted = connection.ops.quote_name(_BUILDING)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {quoted} CASCADE")
        cursor.execute(f"CREATE SCHEMA {quoted}")
    options = dict(connection.settings_dict["OPTIONS"])
    given = options.get("options", "")
    return options | {"options": f"{given} -c search_path={_BUILDING}".strip()}


def put_in_place(moment: str) -> list[str]:
    """Set what is there aside, into a schema named after the moment, and move in the new.

    Return that schema's name, if there was anything.
    """
    former = f"before_restore_{moment}".lower().replace("-", "_")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        usual = cursor.fetchone()[0]
        leaving = _moves(cursor, usual, former)
        if leaving:
            cursor.execute(f"CREATE SCHEMA {connection.ops.quote_name(former)}")
        for statement in (*leaving, *_moves(cursor, _BUILDING, usual)):
            cursor.execute(statement)
        cursor.execute(f"DROP SCHEMA {connection.ops.quote_name(_BUILDING)}")
    return [f"the schema {former}"] if leaving else []


def _moves(cursor: Any, source: str, target: str) -> list[str]:
    statements = []
    for question in (_TABLES, _FUNCTIONS):
        cursor.execute(question, [target, source])
        statements += [statement for (statement,) in cursor.fetchall()]
    return statements
