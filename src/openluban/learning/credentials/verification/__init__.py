"""What can be said of a credential, by whom it was issued and whether it still stands."""
