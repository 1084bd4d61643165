"""Area packs: the streets, the base map, the places of an area in one file."""
