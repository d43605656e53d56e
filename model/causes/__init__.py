"""Causes: what explains what, so that the one thing that is wrong is named, and not its symptoms."""
