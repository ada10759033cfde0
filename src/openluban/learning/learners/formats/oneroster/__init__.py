"""OneRoster 1.2 as CSV files (1EdTech, CSV Binding 1.2.1)."""
