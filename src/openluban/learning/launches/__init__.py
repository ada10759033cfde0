"""Courses of the library that are opened here by cmi5, and what came of it."""
