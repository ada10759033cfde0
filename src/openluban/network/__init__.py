"""The workshops and what is reported of them."""
