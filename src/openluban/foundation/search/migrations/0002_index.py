"""The databases' own indexes over the words of documents; see ``sqlite.py``, ``postgresql.py``."""

from django.db import migrations

# The words are folded already, so what is to be cut is ASCII and everything else is a letter.
# Neither positions nor lengths are kept: nobody asks for phrases or for a measure of relevance.
SQLITE = (
    """
    CREATE VIRTUAL TABLE search_index USING fts5(
        words, content='search_searchdocument', content_rowid='id', detail=none, columnsize=0,
        tokenize="ascii tokenchars '+:=%-_.~'"
    )
    """,
    """
    CREATE TRIGGER search_added AFTER INSERT ON search_searchdocument BEGIN
        INSERT INTO search_index (rowid, words) VALUES (new.id, new.words);
    END
    """,
    """
    CREATE TRIGGER search_removed AFTER DELETE ON search_searchdocument BEGIN
        INSERT INTO search_index (search_index, rowid, words)
        VALUES ('delete', old.id, old.words);
    END
    """,
    """
    CREATE TRIGGER search_changed AFTER UPDATE OF id, words ON search_searchdocument
    WHEN old.id <> new.id OR old.words <> new.words BEGIN
        INSERT INTO search_index (search_index, rowid, words)
        VALUES ('delete', old.id, old.words);
        INSERT INTO search_index (rowid, words) VALUES (new.id, new.words);
    END
    """,
)
SQLITE_BACK = (
    "DROP TRIGGER search_added",
    "DROP TRIGGER search_removed",
    "DROP TRIGGER search_changed",
    "DROP TABLE search_index",
)

VECTOR = "array_to_tsvector(array_remove(string_to_array(translate(words, E'\\n', ' '), ' '), ''))"
SAMPLES = (4096, 512, 64, 8, 1)
INDEXES = tuple(
    # What is written is kept aside and merged in later; a short list of it is quick to look through.
    f"CREATE INDEX search_words_{every} ON search_searchdocument USING gin (({VECTOR}))"
    f" WITH (gin_pending_list_limit = 256)" + (f" WHERE id % {every} = 0" if every > 1 else "")
    for every in SAMPLES
)


def _walk(order: str) -> str:
    """The steps that look through the samples, each without those looked through before."""
    steps = []
    for sparser, every in zip((None, *SAMPLES), SAMPLES):
        within = [f"id % {every} = 0"] if every > 1 else []
        beyond = [f"id % {sparser} <> 0"] if sparser else []
        condition = " AND ".join([*within, *beyond, f"{VECTOR} @@ asked"])
        steps.append(
            f"""
            RETURN QUERY SELECT id FROM search_searchdocument
                WHERE {condition} {order} LIMIT wanted;
            GET DIAGNOSTICS got = ROW_COUNT;
            wanted := wanted - got;
            IF wanted <= 0 THEN RETURN; END IF;
            """
        )
    return "".join(steps)


# Without titles nobody pages through the hits, and then no sample need be sorted to take a few.
# The planner cannot know how often words occur together, and one sequential scan costs more than
# all walks through the indexes.
FUNCTION = f"""
CREATE FUNCTION search_hits(entitled tsquery, first tsquery, rest tsquery, at_most integer)
RETURNS SETOF bigint LANGUAGE plpgsql STABLE ROWS 100
SET enable_seqscan = off SET enable_indexscan = off SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
    wanted integer := at_most;
    got integer;
    asked tsquery;
BEGIN
    IF entitled IS NOT NULL THEN
        RETURN QUERY SELECT id FROM search_searchdocument
            WHERE {VECTOR} @@ entitled ORDER BY id LIMIT 20;
    END IF;
    FOREACH asked IN ARRAY array_remove(ARRAY[first, rest], NULL) LOOP
        IF entitled IS NULL THEN {_walk("")} ELSE {_walk("ORDER BY id")} END IF;
    END LOOP;
END $$
"""
POSTGRESQL = (*INDEXES, FUNCTION)
POSTGRESQL_BACK = (
    "DROP FUNCTION search_hits(tsquery, tsquery, tsquery, integer)",
    *(f"DROP INDEX search_words_{every}" for every in SAMPLES),
)


def forwards(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement, params=None)


def backwards(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in POSTGRESQL_BACK if is_postgresql else SQLITE_BACK:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(forwards, backwards)]
