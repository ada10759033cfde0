"""Who learns, what they do, and what they are awarded for it."""
