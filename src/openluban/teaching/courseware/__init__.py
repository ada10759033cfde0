"""Packages of other learning systems: what is in them comes over, and ours go out as such."""
