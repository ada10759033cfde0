"""Reads of standards."""
