"""Taking in what comes from elsewhere: files, links, pasted lists."""
