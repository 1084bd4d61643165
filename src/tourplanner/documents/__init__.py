"""Paper: every document is a roadbook seen by an audience in a language."""
