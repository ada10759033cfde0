"""What is read of learners."""
