"""Pure decisions: what satisfies, and what a course may say."""
