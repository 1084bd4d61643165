"""Dialogs for what is not edited in the window itself."""
