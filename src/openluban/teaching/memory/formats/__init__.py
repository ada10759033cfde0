"""Foreign formats, one a file, no database."""
