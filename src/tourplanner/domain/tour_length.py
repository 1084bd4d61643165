"""How long a tour may be."""

MAX_DAYS = 60
