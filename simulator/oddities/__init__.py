"""What people do on purpose, which is no fault however odd it looks."""

from simulator.oddities.draw import Oddity
from simulator.oddities.kinds import OddityKind, oddity_kinds
from simulator.oddities.oddities import Oddities

__all__ = ["Oddities", "Oddity", "OddityKind", "oddity_kinds"]
