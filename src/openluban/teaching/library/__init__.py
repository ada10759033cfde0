"""Resources made of units, each versioned by itself, in any number of languages."""
