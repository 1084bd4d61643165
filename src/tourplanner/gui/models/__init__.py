"""Item models, thin over domain values."""
