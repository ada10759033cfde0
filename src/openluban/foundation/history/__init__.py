"""Who did what, when and why: append-only in the database itself."""
