"""Countries, blocs with dated memberships, provinces, cities."""
