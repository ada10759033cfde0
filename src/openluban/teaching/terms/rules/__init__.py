"""Pure decisions about terms: who agrees, how a text is searched for them, what it lacks."""
