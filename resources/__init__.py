"""Files that the program shows: icons, the map page, licences, templates, translations."""
