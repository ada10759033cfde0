"""Reads about terms."""
