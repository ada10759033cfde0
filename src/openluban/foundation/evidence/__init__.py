"""What a fact rests on: sources, claims, contradictions."""
