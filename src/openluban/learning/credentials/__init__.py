"""Credentials: what can be awarded, signed awards, and how anybody checks them."""
