"""Pages about standards."""
