"""Work that outlives a request, and the files it needs."""
