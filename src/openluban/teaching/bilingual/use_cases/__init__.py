"""What people do in the editor."""
