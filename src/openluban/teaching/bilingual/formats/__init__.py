"""XLIFF, both ways, without a database."""
