"""What was done, by whom, written with the act or not at all."""
