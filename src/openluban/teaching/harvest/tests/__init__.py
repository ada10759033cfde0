"""Tests of harvesting."""
