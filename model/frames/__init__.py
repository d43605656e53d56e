"""Frames: readings of all equipment of one kind on one grid of steps, one array a role."""
