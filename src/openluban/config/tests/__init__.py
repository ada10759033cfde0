"""Tests of the installation as a whole."""
