"""Rooms: what their units are asked for and do, and what people feel there."""
