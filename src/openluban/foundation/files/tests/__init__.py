"""Tests of keeping files."""
