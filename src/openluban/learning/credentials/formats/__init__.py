"""Open Badges, Verifiable Credentials and what they rest on: one format a file, no database."""
