"""Checking files that were written, with our own eyes and with other programs."""
