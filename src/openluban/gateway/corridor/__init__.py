"""Ports, routes and trains."""
