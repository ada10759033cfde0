"""Foreign formats, no database."""
