"""Faults of rooms, on whatever equipment serves them, one a file."""
