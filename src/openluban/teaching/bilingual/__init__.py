"""Writing a unit in one language beside its original, segment by segment."""
