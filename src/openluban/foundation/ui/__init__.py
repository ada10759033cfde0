"""The design system: base page, parts, charts, the land map and their stylesheet."""
