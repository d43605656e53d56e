"""Faults of this kind of equipment, one a file."""
