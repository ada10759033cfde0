"""Ties between cities and regions."""
