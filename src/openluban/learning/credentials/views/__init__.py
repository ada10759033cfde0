"""Pages of awards and of verification."""
