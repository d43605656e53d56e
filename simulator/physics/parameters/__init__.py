"""What does not change of rooms, air handlers, room units, plants and services."""

from simulator.physics.parameters.air import (
    AirHandlerParameters,
    BoxParameters,
    FanCoilParameters,
    RooftopParameters,
    ZoneParameters,
)
from simulator.physics.parameters.plant import ChilledWaterParameters, HotWaterParameters, ServiceParameters

__all__ = [
    "AirHandlerParameters",
    "BoxParameters",
    "ChilledWaterParameters",
    "FanCoilParameters",
    "HotWaterParameters",
    "RooftopParameters",
    "ServiceParameters",
    "ZoneParameters",
]
