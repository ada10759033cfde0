"""Writing, reviewing, publishing and importing."""
