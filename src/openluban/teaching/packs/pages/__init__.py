"""The pages inside a pack."""
