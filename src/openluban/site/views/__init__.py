"""Pages of the site: home, registers, search, my work, accounts."""
