"""Reading what goes into packs, and the packs that were made."""
