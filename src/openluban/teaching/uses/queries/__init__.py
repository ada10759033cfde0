"""Reads about what is taught with."""
