"""Lists of members taken in from files, or pasted."""
