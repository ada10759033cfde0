"""One-stop country service halls."""
