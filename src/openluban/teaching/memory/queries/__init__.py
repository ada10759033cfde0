"""Reads of the memory."""
