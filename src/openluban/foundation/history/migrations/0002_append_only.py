"""Makes the history append-only in the database itself."""

from django.db import migrations

_SQLITE = [
    (
        f"CREATE TRIGGER history_entry_no_{verb.lower()} BEFORE {verb} ON history_entry "
        "BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END",
        f"DROP TRIGGER IF EXISTS history_entry_no_{verb.lower()}",
    )
    for verb in ("UPDATE", "DELETE")
]
_POSTGRES = [
    (
        "CREATE FUNCTION history_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the history is append-only'; END $$",
        "DROP FUNCTION history_entry_refuse()",
    ),
    (
        "CREATE TRIGGER history_entry_keep BEFORE UPDATE OR DELETE ON history_entry "
        "FOR EACH ROW EXECUTE FUNCTION history_entry_refuse()",
        "DROP TRIGGER history_entry_keep ON history_entry",
    ),
]


def _statements(vendor):
    return _POSTGRES if vendor == "postgresql" else _SQLITE


def _make(apps, schema_editor):
    for make, _drop in _statements(schema_editor.connection.vendor):
        schema_editor.execute(make)


def _drop(apps, schema_editor):
    for _make_it, drop in reversed(_statements(schema_editor.connection.vendor)):
        schema_editor.execute(drop)


class Migration(migrations.Migration):
    dependencies = [("history", "0001_initial")]
    operations = [migrations.RunPython(_make, _drop)]
