"""Cards: the one recommendation in words, units and pictures."""
