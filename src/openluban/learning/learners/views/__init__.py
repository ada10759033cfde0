"""Pages of learners."""
