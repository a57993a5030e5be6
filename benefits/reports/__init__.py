"""The official forms, filled in."""
