"""Blindness: what cannot be seen, for want of which points, and what that costs."""
