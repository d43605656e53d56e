"""Buildings to learn from: what is believed of them beside what is true of them."""

from simulator.training.collect import Collected, Lot, Seen, collect, lots_of, watched

__all__ = ["Collected", "Lot", "Seen", "collect", "lots_of", "watched"]
