"""Figures of the bound."""
