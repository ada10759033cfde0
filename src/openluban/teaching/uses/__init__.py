"""Which workshop teaches with which version of a unit."""
