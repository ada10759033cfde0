"""What the tests stand on: a data folder, a database, a server, a browser."""
