"""What people do with terms."""
