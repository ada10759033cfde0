"""Pages where packs are planned, made and fetched."""
