"""Foreign formats: bytes of JSON, multipart bodies, signatures."""
