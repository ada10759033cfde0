"""Writes to the memory, one thing a person does a file."""
