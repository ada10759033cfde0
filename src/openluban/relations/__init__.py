"""What surrounds the workshops: sister cities, trade."""
