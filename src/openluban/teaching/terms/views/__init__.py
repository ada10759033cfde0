"""Pages about terms."""
