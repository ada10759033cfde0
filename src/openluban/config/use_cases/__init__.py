"""What the person who runs an installation does with it."""
