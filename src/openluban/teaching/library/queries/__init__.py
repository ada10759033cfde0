"""Reading resources, units and their texts."""
