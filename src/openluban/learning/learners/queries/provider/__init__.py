"""What programs may ask of a roster, page by page."""
