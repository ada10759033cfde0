"""Foreign formats of rosters and marks, in and out, without a database."""
