"""The port: halls, routes, trains."""
