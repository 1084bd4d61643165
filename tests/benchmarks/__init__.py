"""Measurements: `make bench` prints them, no test depends on them."""
