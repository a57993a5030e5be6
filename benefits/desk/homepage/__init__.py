"""What an officer sees first: what is due, the figures, who is behind."""
