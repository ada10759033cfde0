"""Programmes taught at workshops, with their fields of education."""
