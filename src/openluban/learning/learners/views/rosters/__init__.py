"""Pages where registrars take rosters in and give them out."""
