"""The shared term base: one concept, its terms by language, their status."""
