"""Kinds of fields a register may have: read, write, show, sort and filter."""
