"""A learning record store: statements of what learners did (xAPI)."""
