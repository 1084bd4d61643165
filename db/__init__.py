"""The data that the program ships: readable sources of the site catalogue."""
