"""Figures of the map."""
