"""Writing and publishing briefings."""
