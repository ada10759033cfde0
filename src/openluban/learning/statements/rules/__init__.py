"""Pure decisions: what a statement must be, and how it is shown."""
