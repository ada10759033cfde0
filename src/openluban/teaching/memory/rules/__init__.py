"""Pure decisions: what is alike, how much, where it differs."""
