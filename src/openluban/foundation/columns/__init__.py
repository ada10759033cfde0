"""Kinds of table columns that several modules need."""
