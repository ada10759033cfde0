"""What the editor shows."""
