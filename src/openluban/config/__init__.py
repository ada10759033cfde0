"""Puts everything together: settings, addresses, the API, the ``luban`` command."""
