"""Reading files of places and rides that other programs wrote."""
