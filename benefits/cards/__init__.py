"""Cards: what a member shows, and what its code says."""
