"""Files that go into packages as they are."""
