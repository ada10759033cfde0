"""Pure decisions of this module."""
