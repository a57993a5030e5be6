"""Cards: given, printed, handed over, ended."""
