"""Screens of briefings."""
