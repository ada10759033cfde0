"""Decisions about learners that need no database."""
