"""Mixing of outdoor and return air, and what the dampers let in."""
