"""Professional teaching standards: versions, clauses, recognition, competences."""
