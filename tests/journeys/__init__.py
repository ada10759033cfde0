"""What people do with OpenLuban from end to end, in a real browser against a real server."""
