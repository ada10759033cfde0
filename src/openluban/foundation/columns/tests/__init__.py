"""Tests of kinds of columns."""
