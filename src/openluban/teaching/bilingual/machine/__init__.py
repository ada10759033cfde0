"""Asking a machine for a translation, if the installation names one."""
