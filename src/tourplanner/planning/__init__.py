"""The planning engine: plain arrays in, a plan out."""
