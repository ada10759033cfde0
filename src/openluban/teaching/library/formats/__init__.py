"""Folders of Markdown and images, as they come from outside."""
