"""Charts and the land map, drawn on the server as SVG without inline style."""
