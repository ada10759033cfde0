"""What the site's own pages read."""
