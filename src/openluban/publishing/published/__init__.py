"""Published figures, held against the register."""
