"""Measurements of OpenLuban at a thousand and a million rows: ``make bench``."""
