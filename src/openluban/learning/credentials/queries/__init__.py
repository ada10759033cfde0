"""Reads about achievements, issuers and awards."""
