"""What is kept on disk: the catalogue's database, unsaved work."""
