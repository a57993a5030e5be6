"""Verify, record, undo - what happens at the till."""
