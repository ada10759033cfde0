"""What a pack is and how one becomes the next, decided without database or files."""
