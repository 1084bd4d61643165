"""Tests of what the map shows."""
