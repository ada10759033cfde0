"""Packs: a resource as a folder of pages that opens from a disk, without any link."""
