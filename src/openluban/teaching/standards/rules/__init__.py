"""Decisions about standards, without a database."""
