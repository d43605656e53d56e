"""Buildings to learn from: what is believed of them beside what is true of them."""

from simulator.training.collect import Collected, Lot, collect, lots_of

__all__ = ["Collected", "Lot", "collect", "lots_of"]
