"""Backing up everything into one file, and bringing it back."""
