"""What the network says in public, and how it stands to its records."""
