"""What is really broken, and what it costs to wait."""

from simulator2.truth.toll import Toll
from simulator2.truth.twins import ActiveFault, truth

__all__ = ["ActiveFault", "Toll", "truth"]
