"""Pure rules: segments, checks, how a text is put together again."""
