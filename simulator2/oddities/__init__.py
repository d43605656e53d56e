"""What people do on purpose, which is no fault however odd it looks."""

from simulator2.oddities.draw import Oddity
from simulator2.oddities.kinds import OddityKind, oddity_kinds
from simulator2.oddities.oddities import Oddities

__all__ = ["Oddities", "Oddity", "OddityKind", "oddity_kinds"]
