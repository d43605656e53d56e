"""Attending: what news, answers and repairs come to between two looks."""
