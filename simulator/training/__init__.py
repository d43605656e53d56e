"""Buildings to learn from: what is believed of them beside what is true of them."""

from simulator.training.claims import Collected, Life, live, lives_of
from simulator.training.collect import Lot, Seen, lots_of, watched

__all__ = ["Collected", "Life", "Lot", "Seen", "live", "lives_of", "lots_of", "watched"]
