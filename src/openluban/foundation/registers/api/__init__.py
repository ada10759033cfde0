"""The registers as JSON: what their pages show and do, for programs."""
