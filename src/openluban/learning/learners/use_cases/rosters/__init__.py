"""What a roster would change, and changing it."""
