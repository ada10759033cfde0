"""Saying what is taught with."""
