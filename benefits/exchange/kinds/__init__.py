"""The nine files one installation writes and another reads."""
