"""Certificates and badges as they are drawn."""
