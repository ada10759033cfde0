"""Pages, and the door of the content."""
