"""Figures of the catalogue: building it, searching it at both sizes."""
