"""This installation: its name and the keys it signs with."""
