"""What people do with learners."""
