"""What an administrator does with accounts: one file a deed."""
