"""Tests of the house as a whole; each module keeps its own tests beside its code."""
