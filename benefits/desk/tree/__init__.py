"""Units and the groups they are put in."""
