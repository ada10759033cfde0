"""Lets PostgreSQL store a statement that comes alone by one question.

What it leaves to the program it answers with 0, and has stored nothing then: a statement of that
id is there or is waited for, or the transaction would not see what others stored meanwhile.
"""

from django.db import migrations

_NAME = "statements_store_one"
_MAKE = f"""
CREATE FUNCTION {_NAME}(
    lock_ bigint, moment_ bigint, longest_ bigint, looks_ boolean,
    uuid_ uuid, source_ bigint, happened_ bigint, actor_ bytea, verb_ bytea, has_ smallint,
    raw_ bytea, kinds_ smallint[], values_ bytea[]
) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    begun constant timestamptz := statement_timestamp();
    number bigint;
    waited bigint;
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RETURN 0;
    END IF;
    PERFORM set_config('synchronous_commit', 'on', true), pg_advisory_xact_lock(lock_);
    IF looks_ AND (
        EXISTS (SELECT 1 FROM statements_statement WHERE uuid = uuid_)
        OR EXISTS (SELECT 1 FROM statements_statement WHERE target = uuid_)
    ) THEN
        RETURN 0;
    END IF;
    waited := extract(epoch FROM clock_timestamp() - begun) * 1000000;
    SELECT greatest(moment_ + waited, max(id) + 1) INTO number FROM statements_statement;
    INSERT INTO statements_statement
        (id, uuid, source_id, happened, actor, verb, target, voids, is_voided, has, raw)
        VALUES (number, uuid_, source_, coalesce(happened_, number), actor_, verb_, NULL,
                false, false, has_, raw_);
    INSERT INTO statements_mark (kind, value, statement)
        SELECT kind, value, number FROM unnest(kinds_, values_) AS mark (kind, value);
    IF extract(epoch FROM clock_timestamp() - begun) * 1000000 - waited > longest_ THEN
        RAISE query_canceled USING MESSAGE = 'storing a statement took too long';
    END IF;
    RETURN number;
END $$
"""


def _make(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(_MAKE)


def _drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP FUNCTION {_NAME}")


class Migration(migrations.Migration):
    dependencies = [("statements", "0002_uses")]
    operations = [migrations.RunPython(_make, _drop)]
