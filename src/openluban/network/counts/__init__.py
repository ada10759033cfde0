"""What somebody reported: numbers that the register does not count itself."""
