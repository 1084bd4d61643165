"""The map: a web page behind a closed door."""
