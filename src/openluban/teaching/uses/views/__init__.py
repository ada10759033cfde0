"""Pages about what is taught with."""
