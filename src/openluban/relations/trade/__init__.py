"""Values of trade, and rates of exchange."""
