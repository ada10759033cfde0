"""Named numbers that open: choices, records and an aggregate over them."""
