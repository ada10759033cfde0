"""Packs as folders and zips: read as hostile, written whole."""
