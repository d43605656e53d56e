"""Complaints: what people feel, and what it says of the faults that could be behind it."""
