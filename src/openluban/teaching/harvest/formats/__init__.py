"""XML that others define."""
