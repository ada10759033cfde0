"""Pages of the memory."""
