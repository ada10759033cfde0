"""Which sentences of one text are the translation of which of another, without a neural model."""
