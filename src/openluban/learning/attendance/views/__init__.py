"""Pages of this module and the answers to its scripts."""
