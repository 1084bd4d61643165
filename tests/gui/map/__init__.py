"""Tests of the map, in a real web engine."""
