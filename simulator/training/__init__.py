"""Buildings and worlds to learn from: what is believed and stated of them beside what is true of them."""

from simulator.training.claims import Collected, Life, climate_of, group_of, live, lives_of
from simulator.training.collect import Lot, Seen, lots_of, watched
from simulator.training.first_cards import World, first_savings

__all__ = [
    "Collected",
    "Life",
    "Lot",
    "Seen",
    "World",
    "climate_of",
    "first_savings",
    "group_of",
    "live",
    "lives_of",
    "lots_of",
    "watched",
]
