"""What is really broken, and what it costs to wait."""

from simulator.truth.toll import Toll
from simulator.truth.twins import ActiveFault, truth

__all__ = ["ActiveFault", "Toll", "truth"]
