"""Pages and answers of the editor."""
