"""What people do in this module."""
