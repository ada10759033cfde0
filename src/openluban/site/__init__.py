"""The frame around everything: home, search, sign-in, my work."""
