"""Reconciliation on screen and as files."""
