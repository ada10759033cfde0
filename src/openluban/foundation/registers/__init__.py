"""What is kept, declared once; from that come lists, pages, forms, imports, exports and the API."""
