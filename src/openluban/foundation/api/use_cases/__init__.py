"""Giving out keys for programs, and taking them back."""
