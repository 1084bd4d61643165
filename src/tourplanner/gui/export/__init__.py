"""The window in which a tour becomes papers and files."""
