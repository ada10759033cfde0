"""What issuers and recipients do."""
