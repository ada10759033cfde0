"""One index over every register, for any script."""
