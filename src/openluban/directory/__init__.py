"""Who and where: countries, blocs, cities, institutions."""
