"""Beliefs: what hours of evidence, answers and repairs say of each fault."""
