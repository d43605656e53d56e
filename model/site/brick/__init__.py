"""Brick: a site read from a Brick model, with what the owner adds to it."""
