"""Tests of the term base."""
