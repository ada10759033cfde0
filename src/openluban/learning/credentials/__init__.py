"""What learners are awarded, and how anybody can check it."""
