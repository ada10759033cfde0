"""Commands for those who build OpenLuban; nothing here is installed with it."""
