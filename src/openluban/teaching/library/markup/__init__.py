"""Markdown of units: its clauses, and how they are shown."""
