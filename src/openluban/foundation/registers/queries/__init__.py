"""What the screens of every register read: a fixed number of queries, frozen dataclasses out."""
