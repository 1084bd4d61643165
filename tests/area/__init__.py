"""Tests of area packs."""
