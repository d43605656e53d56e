"""Described: a site read from a file that people write."""
