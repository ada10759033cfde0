"""Tests of what every JSON interface shares."""
