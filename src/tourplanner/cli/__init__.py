"""The command line: the same results as the window, without a display."""
