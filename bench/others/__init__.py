"""Labelled laboratory days through the rules of others, each in an environment of its own, and ours."""
