"""OAI-PMH 2.0: what the library offers to catalogues elsewhere."""
