"""Files of an installation: each kept once under its digest, on disk or in an S3 store."""
