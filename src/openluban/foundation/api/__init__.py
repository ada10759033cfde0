"""What every JSON interface shares: who asks, how it is read, answered, refused and described."""
