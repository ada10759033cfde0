"""Screens that every register has."""
