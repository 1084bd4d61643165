"""Tour Planner: the desktop planner for ceramic-heritage travel."""

__version__ = "0.1.0"
