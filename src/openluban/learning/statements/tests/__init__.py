"""Tests of the learning record store."""
