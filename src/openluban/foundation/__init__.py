"""What the modules share and that knows Django."""
