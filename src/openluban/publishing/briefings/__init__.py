"""Texts whose numbers are figures."""
