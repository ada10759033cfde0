"""Workshops, their parties and the gates they passed."""
