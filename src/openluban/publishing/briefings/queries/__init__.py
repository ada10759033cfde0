"""Reading briefings, and the register for them."""
