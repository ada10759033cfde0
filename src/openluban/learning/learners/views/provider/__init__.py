"""OneRoster 1.2 for programs: rostering, gradebook, and the token they need."""
