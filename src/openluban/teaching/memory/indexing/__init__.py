"""The index over texts: lists of their numbers by what they are made of."""
